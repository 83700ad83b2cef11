# attacks: the outcome, by a thread that ends the process while the test runs
# always
# call, assert, pytest: wrong_answer or runtime_error
import os, threading
def f(x=3):
    threading.Timer(0.001, os._exit, (0,)).start()
    while True: pass
