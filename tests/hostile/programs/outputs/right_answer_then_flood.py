# attacks: the output limit, by the right answer before a flood of blanks
# three: output_limit
a, b = map(int, input().split())
print(a + b)
while True: print(" " * 1000)
