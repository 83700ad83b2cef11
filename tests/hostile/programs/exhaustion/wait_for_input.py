# attacks: wall clock, by waiting for what nobody sends
# bounded: time_limit
import os, signal
r, w = os.pipe()
os.read(r, 1)
