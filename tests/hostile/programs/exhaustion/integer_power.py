# attacks: CPU time, by one operation that no signal handler can break into
# bounded: time_limit or memory_limit
9 ** (9 ** (9 ** 1)) ** 9
