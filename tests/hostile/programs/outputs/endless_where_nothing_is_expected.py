# attacks: an empty expected output, by never ending
# silence: time_limit
while True: pass
