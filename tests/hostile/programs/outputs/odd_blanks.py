# attacks: comparison of words, by blanks that only Unicode knows
# sum: wrong_answer
a, b = map(int, input().split())
print(f"\u200b{a + b}\u2060")
