# attacks: the outcome, by GeneratorExit raised in the call
# call, assert, pytest: wrong_answer or runtime_error
def f(x): raise GeneratorExit
