# attacks: the stack, by recursion through C code without a limit
# bounded: memory_limit or runtime_error or time_limit
import sys
sys.setrecursionlimit(10**9)
class A:
    def __getattr__(self, name): return getattr(self, name + "x")
f = lambda n: sorted([n], key=f)
f(1)
