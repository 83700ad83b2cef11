# attacks: comparison, by the right answer on standard error
# sum: wrong_answer
import sys
a, b = map(int, input().split())
print(a + b, file=sys.stderr)
