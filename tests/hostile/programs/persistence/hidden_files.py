# attacks: later runs, by hidden and deleted files that a descriptor keeps
# frame: twice
# twice: passed, at most 1
import os
def leave():
    os.makedirs("/tmp/.cache/.x", exist_ok=True)
    open("/tmp/.cache/.x/y", "w").write("x")
    os.chmod("/tmp/.cache/.x", 0o100)
    os.chmod("/tmp/.cache", 0o100)
def look(): return os.path.exists("/tmp/.cache")
