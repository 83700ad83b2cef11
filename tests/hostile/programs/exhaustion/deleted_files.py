# attacks: files, by deleted ones that stay open
# bounded: runtime_error or memory_limit or time_limit
import os
kept = []
while True:
    kept.append(open("/tmp/x", "wb"))
    os.unlink("/tmp/x")
    kept[-1].write(b"x" * (4 << 20))
