# attacks: the end of a run, after which a child prints the answer
# sum: wrong_answer
import os, time
a, b = map(int, input().split())
if os.fork(): os._exit(0)
os.setsid()
time.sleep(0.3)
print(a + b, flush=True)
