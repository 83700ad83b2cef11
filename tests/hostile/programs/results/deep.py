# attacks: the decoder, by a list nested 9999 deep
# call, assert, pytest: wrong_answer or runtime_error
def f(x):
    a = []
    for _ in range(9999): a = [a]
    return a
