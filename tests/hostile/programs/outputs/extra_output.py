# attacks: comparison, by output that goes on behind the answer
# sum: wrong_answer
a, b = map(int, input().split())
print(a + b)
print("and more")
