# attacks: the check's imports, by a function in the place of __import__
# call, assert, pytest: wrong_answer or runtime_error
import builtins
real = builtins.__import__
class Fake:
    def __getattr__(self, name): return lambda *a, **k: True
builtins.__import__ = lambda name, *a, **k: Fake() if name in ("math", "json") else real(name, *a, **k)
def f(x=3): return 0
