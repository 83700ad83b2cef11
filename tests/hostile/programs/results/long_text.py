# attacks: the judge's memory, by a text of a million letters
# call: wrong_answer or runtime_error or output_limit
# assert, pytest: wrong_answer or runtime_error
def f(x=3): return "6.5" * 300_000
