# attacks: the judge, by an integer of a million digits
# always
# call: output_limit
# assert, pytest: wrong_answer or runtime_error
def f(x=3): return 1 << 3_300_000
