# attacks: comparison, by printing every answer that may be right
# sum: wrong_answer
print(*range(100))
