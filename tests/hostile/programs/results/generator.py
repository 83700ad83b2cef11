# attacks: the encoder, by a generator in a result's place
# call, assert, pytest: wrong_answer or runtime_error
def f(x=3):
    yield 1
    yield 2
