# attacks: the next run, by ten zombies
# mess: passed, at most 1
import os
for _ in range(10):
    if os.fork() == 0: os._exit(0)
print("made")
