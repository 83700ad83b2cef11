# attacks: comparison of numbers, by Arabic-Indic digits
# sum, third: wrong_answer
a, b = map(int, input().split())
text = str(a + b) if b != 3 else "0.333333333"
print(text.translate({ord("0") + n: 0x0660 + n for n in range(10)}))
