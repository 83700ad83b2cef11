# attacks: the judge's messages, by an integer of a hundred thousand digits
# always
# call, assert, pytest: wrong_answer or runtime_error
def f(x=3): return 10 ** 100_000
