# attacks: comparison of floats, by a complex number and by a list
# third: wrong_answer
print("0.333333333+0j")
