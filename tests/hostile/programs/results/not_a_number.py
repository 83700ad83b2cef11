# attacks: comparison, by NaN
# call, assert, pytest: wrong_answer or runtime_error
def f(x): return float('nan')
