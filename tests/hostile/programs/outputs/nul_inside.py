# attacks: comparison, by NUL bytes, at which C's texts end
# sum: wrong_answer
a, b = map(int, input().split())
print(f"{a + b}\0 wrong")
