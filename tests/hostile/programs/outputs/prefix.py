# attacks: comparison, by output that only begins as it should
# always
# sum: wrong_answer
a, b = map(int, input().split())
print(str(a + b)[:1] if a + b > 9 else "", end="")
