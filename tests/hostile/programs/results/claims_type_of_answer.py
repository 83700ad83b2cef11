# attacks: the channel to the judge, by replies that bring a type in a value's place
# call, assert, pytest: wrong_answer or runtime_error
def f(x=3): return [int, object, type(None)][x % 3 if isinstance(x, int) else 0]
