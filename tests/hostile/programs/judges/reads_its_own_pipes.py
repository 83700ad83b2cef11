# attacks: the pipes of an interaction, opened again the other way round
# interactive: wrong_answer
import os
input()
for fd in (0, 1):
    for mode in (os.O_RDWR, os.O_RDONLY, os.O_WRONLY):
        try:
            again = os.open(f"/proc/self/fd/{fd}", mode | os.O_NONBLOCK)
            os.write(again, b"thanks\n")
            os.read(again, 100)
        except OSError: pass
print("x", flush=True)
