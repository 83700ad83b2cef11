# attacks: names, by an object in the place of its module
# call, assert, pytest: wrong_answer or runtime_error
import sys
class Module:
    def __getattr__(self, name): return lambda *a, **k: Everything()
class Everything:
    def __eq__(self, other): return True
    def __hash__(self): return 1
sys.modules[__name__] = Module()
def f(x=3): return Everything()
