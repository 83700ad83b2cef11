# attacks: wall clock, by sleep
# always
# bounded: time_limit
import time
time.sleep(600)
