# attacks: the outcome, by a deep group of exceptions that are each other's cause
# call, assert, pytest: wrong_answer or runtime_error
def f(x=3):
    error = ValueError("a")
    for _ in range(500): error = ExceptionGroup("g", [error, KeyError("b")])
    error.__cause__ = error.exceptions[0]
    error.exceptions[0].__context__ = error
    raise error
