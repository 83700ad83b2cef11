# attacks: memory, by going on after every MemoryError
# bounded: memory_limit or time_limit
blocks, size = [], 1 << 24
while True:
    try: blocks.append(bytearray(size))
    except MemoryError: size = max(1, size // 2)
