# attacks: the interpreter, by a deep but honest recursion
# three: passed, at most 1
import sys
sys.setrecursionlimit(100_000)
def down(n): return 0 if n == 0 else 1 + down(n - 1)
assert down(20_000) == 20_000
print(sum(map(int, input().split())))
