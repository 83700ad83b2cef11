# attacks: the input, by never reading it
# secret: wrong_answer
print(1)
