# attacks: CPU time
# always
# bounded: time_limit
while True: pass
