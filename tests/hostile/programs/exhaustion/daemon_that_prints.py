# attacks: the end of a run, by a daemon that prints for ever
# bounded: wrong_answer or output_limit
import os
if os.fork() == 0:
    os.setsid()
    while True:
        try: os.write(1, b"x" * 100)
        except OSError: pass
