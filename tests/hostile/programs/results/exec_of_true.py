# attacks: the exit status, by becoming a program that ends well
# call, assert, pytest: wrong_answer or runtime_error
import os
def f(x=3): os.execv("/bin/true", ["true"])
