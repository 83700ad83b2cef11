# attacks: the supervisor's streams, opened by /proc
# always
# sum, secret: wrong_answer
import os
for pid in [1, os.getppid(), *range(2, 30)]:
    for fd in range(8):
        try: os.write(os.open(f"/proc/{pid}/fd/{fd}", os.O_WRONLY | os.O_NONBLOCK), b"3\n" * 3)
        except OSError: pass
