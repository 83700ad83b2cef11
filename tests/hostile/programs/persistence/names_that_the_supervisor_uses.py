# attacks: the next run, by directories that are named as the supervisor's, with programs in them
# always
# mess: passed, at most 1
import os
for name in ("build", "check", "program2", ".swept-1-1", "run2"):
    try: os.mkdir("/work/" + name)
    except OSError: continue
    open(f"/work/{name}/main", "w").write("#!/bin/sh\necho forged\n")
    os.chmod(f"/work/{name}", 0o777)
print("made")
