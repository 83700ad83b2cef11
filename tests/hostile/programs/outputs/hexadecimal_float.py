# attacks: comparison of numbers, by a hexadecimal float
# third: wrong_answer
print((1 / 3).hex())
