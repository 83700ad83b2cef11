"""The closed form, in floats: right until the digits run out."""

n = int(input())
root = 5**0.5
print(round((((1 + root) / 2) ** (n + 1) - ((1 - root) / 2) ** (n + 1)) / root))
