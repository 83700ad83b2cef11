# attacks: the exit status, by os._exit(0) before the call
# always
# flags: exited_early
# call, assert, pytest: wrong_answer or runtime_error
import os
def f(x): return 1
os._exit(0)
