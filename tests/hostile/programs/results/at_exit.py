# attacks: the exit status, by an exit handler that ends well after a failure
# call, assert, pytest: wrong_answer or runtime_error
import atexit, os
atexit.register(os._exit, 0)
def f(x=3): raise RuntimeError
