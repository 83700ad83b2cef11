# attacks: the parser, by carriage returns alone
# made: cr
# three: passed, at most 1
a, b = map(int, input().split())
print(a + b)
