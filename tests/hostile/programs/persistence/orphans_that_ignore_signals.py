# attacks: the next run, by orphans that ignore every signal and spin
# always
# mess: passed, at most 1
import os, signal
for _ in range(8):
    if os.fork() == 0:
        os.setsid()
        for n in range(1, 32):
            try: signal.signal(n, signal.SIG_IGN)
            except OSError: pass
        while True: os.sched_yield()
print("made")
