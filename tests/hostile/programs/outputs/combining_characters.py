# attacks: comparison, by characters that are only alike after normalising
# sum: wrong_answer
a, b = map(int, input().split())
print("".join({"3": "\u00b3", "9": "\u2079", "5": "\u2075", "0": "\u2070"}[c] for c in str(a + b)))
