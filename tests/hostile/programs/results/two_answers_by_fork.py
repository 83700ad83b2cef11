# attacks: the channel to the judge, by a child that returns too
# call, assert, pytest: wrong_answer or runtime_error
import os
def f(x=3):
    os.fork()
    return 0
