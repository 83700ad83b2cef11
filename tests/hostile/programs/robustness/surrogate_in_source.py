# attacks: the encoding of sources, by a lone surrogate
# made: surrogate
# echo: passed, at most 1
print(input())
