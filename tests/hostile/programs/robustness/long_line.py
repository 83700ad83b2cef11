# attacks: the parser, by a line of a megabyte
# made: long-line
# three: passed, at most 1
print(sum(map(int, input().split())))
