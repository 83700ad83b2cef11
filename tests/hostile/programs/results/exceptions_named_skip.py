# attacks: the outcome, by exceptions of its own that are named as those that skip
# call, assert, pytest: wrong_answer or runtime_error
class SkipTest(Exception): pass
class Skipped(BaseException): msg, allow_module_level = "skip", True
class Failed(AssertionError): pass
count = 0
def f(x=3):
    global count
    count += 1
    raise (SkipTest("skip"), Skipped("skip"), Failed("expected text"))[count % 3]
