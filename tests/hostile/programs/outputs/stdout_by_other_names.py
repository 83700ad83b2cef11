# attacks: the streams, by writing to them under every name that they have
# sum: wrong_answer
import os
a, b = map(int, input().split())
for path in ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "/proc/thread-self/fd/1"):
    try: open(path, "w").write(f"{a + b}\n")
    except OSError: pass
