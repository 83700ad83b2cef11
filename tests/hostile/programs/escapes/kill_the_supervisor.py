# attacks: those who run it, by every way to send a signal
# always
# confined: passed, at most 1
import os, signal
for pid in (1, os.getppid()):
    for number in (*range(1, 32), 34, 64):
        # To group 1 would be to everybody, which the kernel calls a success if it reaches nobody.
        for send in (lambda: os.kill(pid, number), lambda: os.killpg(pid, number) if pid > 1 else 1 / 0,
                     lambda: signal.pidfd_send_signal(os.pidfd_open(pid), number)):
            try:
                send()
                print("escaped", pid, number)
            except (OSError, ZeroDivisionError): pass
