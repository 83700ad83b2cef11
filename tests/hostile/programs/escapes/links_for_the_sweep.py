# attacks: the sweep, by links in place of directories while it works
# always
# confined: passed, at most 1
import os
for name in ("run", "partner", "program2", ".swept-1-1", ".swept-1-2", "build"):
    for place in ("/work", "/tmp", "/dev/shm", "."):
        try: os.symlink("/work/program", f"{place}/{name}")
        except OSError: pass
os.makedirs("a/b/c")
os.symlink("/", "a/b/root")
os.symlink("/work/program", "a/program")
