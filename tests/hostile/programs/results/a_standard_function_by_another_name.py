# attacks: names, by a function that says it is of the standard library
# call, assert, pytest: wrong_answer or runtime_error
class Home: pass
import unittest.mock
def f(x): return unittest.mock.ANY
f.__module__, f.__name__ = "unittest.mock", "_ANY"
