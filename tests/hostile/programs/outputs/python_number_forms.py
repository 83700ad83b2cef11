# attacks: comparison of numbers, by forms that only Python's float and int read
# third: wrong_answer
print("0.333_333_333")
