# attacks: the check's built-ins, by functions of their names
# always
# call, assert, pytest: wrong_answer or runtime_error
def f(x): return 0
def abs(x): return 0
def len(x): return 4
def isinstance(x, kind): return True
def all(x): return True
def sorted(x): return [1, 2, 6.5]
def set(x): return {1, 2, 6.5}
def sum(x): return 6.5
def str(x): return "6.5"
repr = str
class Exception: pass
AssertionError = Exception
