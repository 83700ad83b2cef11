# attacks: later runs, by packages and .pth files of user and system
# always
# frame: twice
# twice: passed, at most 1
import os, site, sys
PLACES = [site.getusersitepackages(), "/tmp/.local/lib/python3.11/site-packages", *sys.path]
def leave():
    for place in PLACES:
        try:
            os.makedirs(place, exist_ok=True)
            open(os.path.join(place, "left_here.py"), "w").write("x = 1\n")
            open(os.path.join(place, "left_here.pth"), "w").write("import left_here\n")
        except OSError: pass
    sys.path.append(PLACES[0])
def look():
    import importlib
    importlib.invalidate_caches()
    for place in PLACES:
        if os.path.exists(os.path.join(place, "left_here.py")): return True
    try: import left_here
    except ImportError: return False
    return True
