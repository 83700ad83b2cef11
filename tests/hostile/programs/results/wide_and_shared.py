# attacks: the encoder, by a small structure that is huge once it is written out
# call, assert, pytest: wrong_answer or runtime_error or memory_limit or time_limit
def f(x=3):
    a = [6.5]
    for _ in range(60): a = [a, a]
    return a
