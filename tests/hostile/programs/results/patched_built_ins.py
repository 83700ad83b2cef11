# attacks: the check's built-ins and modules, patched in the program's process
# always
# call, assert, pytest: wrong_answer or runtime_error
import builtins, json, math, operator
builtins.abs = builtins.len = builtins.sum = lambda *a: 6.5
builtins.isinstance = builtins.all = lambda *a: True
builtins.AssertionError = KeyError
math.isclose = operator.eq = lambda *a, **k: True
json.dumps = json.loads = lambda *a, **k: "[6.5]"
def f(x): return 0
