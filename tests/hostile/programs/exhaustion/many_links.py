# attacks: files, by hard and symbolic links
# bounded: time_limit or runtime_error or memory_limit, may cost the slot
import os
open("f", "w").close()
n = 0
while True:
    os.link("f", f"h{n}")
    os.symlink("x" * 4000, f"s{n}")
    n += 1
