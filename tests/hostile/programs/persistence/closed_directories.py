# attacks: the next run, by directories without any rights
# mess: passed, at most 1
import os
os.makedirs("a/b/c"); open("a/b/c/f", "w").close()
for path in ("a/b/c/f", "a/b/c", "a/b", "a"): os.chmod(path, 0)
os.makedirs("/tmp/w/x"); os.chmod("/tmp/w/x", 0o111); os.chmod("/tmp/w", 0o444)
print("made")
