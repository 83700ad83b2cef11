# attacks: comparison, by a list whose operators lie
# flags: subclass
# call, assert, pytest: wrong_answer or runtime_error
class Lie(list):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __eq__
    def __hash__(self): return hash(6.5)
    def __sub__(self, other): return 0
    __rsub__ = __add__ = __radd__ = __sub__
    def __abs__(self): return Lie()
    def __bool__(self): return True
    def __getattribute__(self, name): return object.__getattribute__(self, name)
    @property
    def __class__(self): return list
def f(x): return Lie()
