# attacks: the outcome, by an AssertionError of its own
# call, assert, pytest: wrong_answer or runtime_error
class Fine(AssertionError): pass
def f(x): raise Fine('passed')
