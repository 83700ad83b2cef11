# attacks: the outcome, by KeyboardInterrupt, at which runners stop and report what they have
# call, assert, pytest: wrong_answer or runtime_error or not_run
def f(x=3): raise KeyboardInterrupt
