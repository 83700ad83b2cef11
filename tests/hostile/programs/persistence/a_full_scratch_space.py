# attacks: the next run, by a full scratch space
# mess: passed, at most 1
n = 0
try:
    while True:
        open(f"/tmp/{n}", "wb").write(b"x" * (8 << 20)); n += 1
except OSError: print("made")
