# attacks: files, by their number
# bounded: time_limit or runtime_error or memory_limit, may cost the slot
n = 0
while True:
    open(f"/tmp/{n}", "w").close()
    n += 1
