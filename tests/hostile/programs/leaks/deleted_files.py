# attacks: files of other runs, by links to deleted ones and core dumps
# frame: hunt
# hunt: passed, at most 1
import glob
def search():
    found = []
    for path in glob.glob("/proc/*/map_files/*") + glob.glob("/var/crash/*") + glob.glob("core*") + glob.glob("/tmp/core*"):
        look(path, found)
    return found
