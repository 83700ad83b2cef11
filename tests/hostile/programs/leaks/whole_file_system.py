# attacks: everything that it may read and that is not of the system
# frame: hunt
# hunt, hunt-assert: passed, at most 1
def search():
    found = []
    try: tops = os.listdir("/")
    except OSError: tops = []
    for top in tops:
        if top not in ("usr", "proc", "sys", "lib", "lib64", "bin", "sbin"): walk("/" + top, found)
    for top in ("/etc", "/opt/softjudge", "/root", "/home", "/srv", "/mnt", "/media", "/usr/local/etc"):
        walk(top, found)
    return found
