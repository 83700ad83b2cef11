# attacks: later runs, by times of shared directories that it sets
# frame: twice
# twice-refused: passed, at most 1
import os
PLACES = ("/tmp", "/dev/shm", "/work", "/work/program", "/usr", "/etc")
def leave():
    for place in PLACES:
        try: os.utime(place, (12345, 12345))
        except OSError: continue
        return True
    raise PermissionError
def look(): return any(os.stat(place).st_mtime == 12345 for place in PLACES)
