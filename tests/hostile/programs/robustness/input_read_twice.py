# attacks: the input, by reading behind its end
# three: passed, at most 1
import sys
a, b = map(int, input().split())
assert sys.stdin.read() == "" == sys.stdin.readline() and sys.stdin.buffer.read() == b""
print(a + b)
