# attacks: the next run, by a sparse file
# mess: passed, at most 1
import os
with open("/tmp/big", "wb") as f:
    try: f.truncate(10 << 20)
    except OSError: pass
print("made")
