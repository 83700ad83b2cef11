# attacks: the outcome, by an exception whose text and arguments lie
# call, assert, pytest: wrong_answer or runtime_error
class Lie(ValueError):
    def __str__(self): return "expected text"
    def __repr__(self): return "passed"
    @property
    def args(self): return ("expected text",)
def f(x=3):
    if not hasattr(x, "upper"): raise Lie
    raise KeyError("expected text")
