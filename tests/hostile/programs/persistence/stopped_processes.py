# attacks: the next run, by stopped processes in sessions of their own
# mess: passed, at most 1
import os, signal, time
for _ in range(5):
    if os.fork() == 0:
        os.setsid(); os.kill(os.getpid(), signal.SIGSTOP); os._exit(0)
time.sleep(0.1)
print("made")
