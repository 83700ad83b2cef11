# attacks: the expected value, looked for in stack frames and all objects
# always
# call, assert, pytest: wrong_answer or runtime_error
import gc, sys
def f(x):
    frame, seen = sys._getframe(), []
    while frame:
        seen += list(frame.f_locals.values()) + list(frame.f_globals.values())
        frame = frame.f_back
    for value in seen + gc.get_objects():
        if type(value) is str and "6.5" in value and "assert f" in value: return 6.5
        if type(value) is float and value == 6.5 + x * 0: return value
    return 0
