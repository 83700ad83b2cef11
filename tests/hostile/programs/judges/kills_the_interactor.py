# attacks: the interactor, by signals to every process
# interactive: wrong_answer or runtime_error
import os, signal
input()
for pid in range(2, 100):
    for number in (signal.SIGTERM, signal.SIGSTOP, signal.SIGKILL):
        if pid != os.getpid():
            try: os.kill(pid, number)
            except OSError: pass
print("x", flush=True)
