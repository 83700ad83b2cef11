# attacks: later runs, by modes and attributes of shared directories
# frame: twice
# twice-refused: passed, at most 1
import os
PLACES = ("/tmp", "/dev/shm", "/work", "/work/program")
def leave():
    for place in PLACES:
        for attempt in (lambda: os.chmod(place, 0o700), lambda: os.setxattr(place, "user.x", b"x")):
            try: attempt()
            except OSError: continue
            return True
    raise PermissionError
def look(): return any(os.stat(place).st_mode & 0o777 == 0o700 for place in PLACES)
