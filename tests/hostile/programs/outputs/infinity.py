# attacks: comparison of floats, by infinity
# third: wrong_answer
print("inf")
