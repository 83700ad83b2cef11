# attacks: the exit status, by sys.exit(0) in the call
# call, assert, pytest: wrong_answer or runtime_error
import sys
def f(x): sys.exit(0)
