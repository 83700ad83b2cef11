# attacks: the check's built-ins, by functions that seem imported
# call, assert, pytest: wrong_answer or runtime_error
def f(x): return 0
f.__module__ = "elsewhere"
def abs(x): return 0
def len(x): return 4
def all(x): return True
def set(x): return {1, 2, 6.5}
