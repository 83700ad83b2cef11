# attacks: the exit status, by a child that returns while the parent ends well
# call, assert, pytest: wrong_answer or runtime_error
import os
def f(x=3):
    if os.fork(): os._exit(0)
    os.setsid()
    return 0
