# attacks: the judge's loops, by a range of 10**18 numbers
# call: wrong_answer
# assert, pytest: wrong_answer or time_limit or memory_limit or not_run
def f(x=3): return range(10 ** 18)
