# attacks: the exit status, by a signal handler that ends well
# call, assert, pytest: wrong_answer or runtime_error
import os, signal
signal.signal(signal.SIGALRM, lambda *a: os._exit(0))
def f(x=3):
    signal.setitimer(signal.ITIMER_REAL, 0.001)
    while True: pass
