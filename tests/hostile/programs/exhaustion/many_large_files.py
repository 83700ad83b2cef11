# attacks: files, by as many as the scratch space holds
# always
# bounded: runtime_error or time_limit or memory_limit
import os
for n in range(10**6):
    with open(f"/tmp/{n}", "wb") as file: file.write(b"x" * (4 << 20))
