# attacks: the check's imports, by a finder that gives modules of its own
# call, assert, pytest: wrong_answer or runtime_error
import importlib.abc, importlib.machinery, sys
class Everything(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        return importlib.machinery.ModuleSpec(name, self)
    def create_module(self, spec): return None
    def exec_module(self, module):
        module.isclose = module.dumps = module.Counter = lambda *a, **k: True
for name in ("math", "json", "collections"): sys.modules.pop(name, None)
sys.meta_path.insert(0, Everything())
def f(x=3): return 0
