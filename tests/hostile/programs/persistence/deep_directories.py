# attacks: the next run, by 2000 directories, one in the other
# mess: passed, at most 1
import os
for n in range(2000):
    os.mkdir("d"); os.chdir("d")
print("made")
