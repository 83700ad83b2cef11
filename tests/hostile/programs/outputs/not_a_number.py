# attacks: comparison of floats, by NaN, which is neither less nor more than allowed
# always
# third: wrong_answer
print("nan")
