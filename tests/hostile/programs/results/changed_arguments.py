# attacks: what it was given, changed so that it equals what is asked
# call, assert, pytest: wrong_answer or runtime_error
import ctypes
def f(x=3):
    # Turns the small integer that it was given into another, for all of the interpreter.
    for place in (16, 20, 24):
        ctypes.c_uint32.from_address(id(x) + place).value = 6
    return x
