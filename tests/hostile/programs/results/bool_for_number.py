# attacks: comparison, by values of other types that are equal in Python
# call, assert, pytest: wrong_answer or runtime_error
def f(x=3): return 1 if x == 4 else 13 / 2 + 1e-3
