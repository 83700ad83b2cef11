# attacks: the parser, by a byte order mark
# always
# made: bom
# three: passed, at most 1
print(sum(map(int, input().split())))
