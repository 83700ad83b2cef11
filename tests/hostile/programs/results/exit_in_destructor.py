# attacks: the exit status, by an object whose end ends the process well
# call, assert, pytest: wrong_answer or runtime_error
import os
class Last:
    def __del__(self): os._exit(0)
def f(x=3): return [Last() and 0]
