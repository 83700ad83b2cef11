# attacks: the result, by lone surrogates in a returned value and a raised one
# always
# call, assert, pytest: wrong_answer or runtime_error
def f(x=3):
    if x == 4: raise RuntimeError("\ud800")
    return "\ud800"
