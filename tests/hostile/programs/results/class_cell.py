# attacks: type tests, by an object that changes its class when it is looked at
# call, assert, pytest: wrong_answer or runtime_error
class Other:
    def __eq__(self, other): return True
    def __hash__(self): return 1
class Lie:
    def __getattr__(self, name):
        self.__class__ = Other
        return lambda *a, **k: True
    def __eq__(self, other):
        self.__class__ = Other
        return True
    __hash__ = object.__hash__
def f(x=3): return Lie()
