# attacks: the sweep, by a child that changes directories into links and back
# confined: passed, at most 1
import os
os.makedirs("/tmp/a/b")
if os.fork() == 0:
    os.setsid()
    while True:
        try:
            os.rename("/tmp/a/b", "/tmp/c")
            os.symlink("/work/program", "/tmp/a/b")
            os.unlink("/tmp/a/b")
            os.rename("/tmp/c", "/tmp/a/b")
        except OSError: pass
