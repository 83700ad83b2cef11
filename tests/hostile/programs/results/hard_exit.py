# attacks: the exit status, by os._exit(0) in the call
# always
# flags: exited_early
# call, assert, pytest: wrong_answer or runtime_error
import os
def f(x): os._exit(0)
