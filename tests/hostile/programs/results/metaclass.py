# attacks: comparison, by a class whose metaclass equals everything
# call, assert, pytest: wrong_answer or runtime_error
class Meta(type):
    def __eq__(self, other): return True
    def __instancecheck__(self, other): return True
    def __hash__(self): return 1
    __mro__ = property(lambda cls: (float, object))
class Lie(metaclass=Meta): pass
def f(x): return Lie
