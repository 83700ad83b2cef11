# attacks: comparison of floats, by a number above all floats
# third: wrong_answer
print("1e999999999")
