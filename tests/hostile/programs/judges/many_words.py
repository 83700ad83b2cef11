# attacks: the checker's loops, by as many words as the output may hold
# checker: wrong_answer
print("1 " * 100_000)
