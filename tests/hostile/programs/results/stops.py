# attacks: the outcome, by StopIteration with a value
# call, assert, pytest: wrong_answer or runtime_error
def f(x): raise StopIteration(6.5)
