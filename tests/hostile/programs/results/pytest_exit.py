# attacks: the outcome, by the exceptions by which pytest ends or skips
# call, assert, pytest: wrong_answer or runtime_error
import unittest
try:
    from _pytest.outcomes import Exit, Skipped, XFailed
except ImportError:
    Exit = Skipped = XFailed = unittest.SkipTest
count = 0
def f(x=3):
    global count
    count += 1
    raise (unittest.SkipTest("skip"), Skipped("skip"), XFailed("fail"), Exit("end"))[count % 4]
