# attacks: comparison of words, by the same number in another form
# sum: wrong_answer
a, b = map(int, input().split())
print(f"{a + b}.0")
