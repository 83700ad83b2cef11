# attacks: the input, by closing it
# three: passed, at most 1
import os, sys
a, b = map(int, input().split())
sys.stdin.close()
print(a + b)
