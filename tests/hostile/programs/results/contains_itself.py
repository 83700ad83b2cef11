# attacks: the encoder, by a list that contains itself
# call, assert, pytest: wrong_answer or runtime_error
def f(x):
    a = []
    a.append(a)
    return a
