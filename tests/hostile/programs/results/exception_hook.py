# attacks: the exit status, by an exception hook that ends well
# call, assert, pytest: wrong_answer or runtime_error
import os, sys, threading
sys.excepthook = sys.unraisablehook = threading.excepthook = lambda *a: os._exit(0)
def f(x=3): raise RuntimeError
