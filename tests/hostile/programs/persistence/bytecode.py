# attacks: later runs, by bytecode in caches of modules that they import
# frame: twice
# twice-refused: passed, at most 1
import importlib.util, os, statistics
PATHS = [importlib.util.cache_from_source(path) for path in (statistics.__file__, os.__file__, __file__)]
def leave():
    for path in PATHS:
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            open(path, "ab").close()
        except OSError: continue
        return True
    raise PermissionError
def look(): return any(os.path.exists(path) and os.stat(path).st_uid == os.getuid() for path in PATHS)
