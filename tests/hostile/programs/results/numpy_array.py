# attacks: comparison, by a numpy array, which is not true or false as a whole
# call, assert, pytest: wrong_answer or runtime_error
def f(x=3):
    try:
        import numpy
    except ImportError:
        return 0
    return numpy.zeros(4)
