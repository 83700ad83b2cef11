# attacks: descriptors
# bounded: runtime_error
import os
while True: os.dup(0)
