# attacks: memory, at once
# bounded: memory_limit
block = bytearray(1 << 33)
