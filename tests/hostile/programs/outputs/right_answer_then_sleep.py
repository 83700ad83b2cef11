# attacks: the time limit, by never ending after the right answer
# three: time_limit
import time
a, b = map(int, input().split())
print(a + b, flush=True)
time.sleep(600)
