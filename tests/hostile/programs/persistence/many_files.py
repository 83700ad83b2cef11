# attacks: the next run, by 5000 files
# mess: passed, at most 1
for n in range(5000): open(f"/tmp/{n}", "w").close()
print("made")
