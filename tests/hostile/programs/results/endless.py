# attacks: the check's loops, by an endless generator
# call: wrong_answer or runtime_error
# assert, pytest: wrong_answer or runtime_error or time_limit or memory_limit
def f(x):
    while True: yield 6.5
