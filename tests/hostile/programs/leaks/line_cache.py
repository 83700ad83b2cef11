# attacks: sources that are not its own, in the caches of tracebacks and imports
# frame: hunt
# hunt, hunt-call, hunt-assert, hunt-pytest: passed, at most 1
import importlib.util, linecache
def search():
    found = [name for name, entry in linecache.cache.items() if holds(repr(entry))]
    found += [name for name in list(sys.modules) if holds(repr(vars(sys.modules[name]).get("__doc__")))]
    return found + [path for path in sys.path_importer_cache if holds(path)]
