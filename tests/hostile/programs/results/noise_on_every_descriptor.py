# attacks: the channel to the judge, by noise on every descriptor
# flags: wrote_descriptor
# call, assert, pytest: wrong_answer or runtime_error
import os
def f(x):
    for fd in range(256):
        try: os.write(fd, b"\0\0\0\x02{}" * 3 + bytes(range(256)))
        except OSError: pass
