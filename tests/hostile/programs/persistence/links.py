# attacks: the next run, by links, to themselves, to the root and to the program
# mess: passed, at most 1
import os
os.symlink("/", "root"); os.symlink("loop", "loop"); os.symlink("/work/program", "/tmp/p")
open("f", "w").close(); os.link("f", "g")
try: os.link("/work/program/main.py", "/work/stolen")
except OSError: pass
os.symlink("/work", "/work/again")
print("made")
