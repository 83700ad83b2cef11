# -*- coding: latin-1 -*-
# attacks: the parser, by another encoding than the one that it was sent in
# three: passed, at most 1
x = "é"
print(sum(map(int, input().split())))
