# attacks: the next run, by input that nobody reads
# mess: passed, at most 1
print("made")
