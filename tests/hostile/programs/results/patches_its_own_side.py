# attacks: the encoding of results, patched in the program's process
# call, assert, pytest: wrong_answer or runtime_error
import sys
values = sys.modules["sandbox.guest.values"]
values.to_json = lambda *a: {"t": "float", "v": "nan"}
def f(x): return 0
