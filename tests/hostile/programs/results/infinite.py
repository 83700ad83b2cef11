# attacks: comparison, by infinity
# call, assert, pytest: wrong_answer or runtime_error
def f(x): return float('inf')
