# attacks: memory, in small objects
# bounded: memory_limit or time_limit
items = []
while True: items.append([items])
