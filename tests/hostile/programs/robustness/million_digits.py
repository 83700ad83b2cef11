# attacks: the parser, by an integer of a million digits
# made: digits
# three: compile_error
n = DIGITS
print(sum(map(int, input().split())))
