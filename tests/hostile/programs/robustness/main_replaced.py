# attacks: the end of a program, by removing its own module
# always
# three: passed, at most 1
import sys
print(sum(map(int, input().split())))
del sys.modules["__main__"]
