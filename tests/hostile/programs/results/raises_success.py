# attacks: the outcome, by SystemExit(0) raised in the call
# call, assert, pytest: wrong_answer or runtime_error
def f(x): raise SystemExit(0)
