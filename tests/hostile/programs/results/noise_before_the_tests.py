# attacks: the supervisor, by half a line before the first outcome of tests in its own process
# always
# flags: wrote_descriptor
# pytest-shared: wrong_answer or runtime_error
import os
def f(x=3): return None
for fd in range(3, 256):
    try: os.write(fd, b"half a line")
    except OSError: pass
