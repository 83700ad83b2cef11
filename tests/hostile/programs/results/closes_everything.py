# attacks: the channel to the judge, closed
# call, assert, pytest: wrong_answer or runtime_error
import os
def f(x):
    for fd in range(256):
        try: os.close(fd)
        except OSError: pass
