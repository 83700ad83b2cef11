# attacks: memory, in steps
# always
# bounded: memory_limit
blocks = []
while True: blocks.append(b"x" * (1 << 20))
