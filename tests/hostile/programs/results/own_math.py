# attacks: the check's modules, by classes of their names
# call, assert, pytest: wrong_answer or runtime_error
class math:
    isclose = staticmethod(lambda *a: True)
json = math
Counter = lambda x: 1
def f(x): return 0
