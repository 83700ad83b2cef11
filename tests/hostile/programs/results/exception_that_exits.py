# attacks: the report of an exception, by one whose text ends the process
# call, assert, pytest: wrong_answer or runtime_error
import os
class Last(ValueError):
    def __str__(self): os._exit(0)
def f(x=3): raise Last("expected text")
