# attacks: comparison of texts, by an object whose repr and str lie
# call: wrong_answer or runtime_error
# assert, pytest: wrong_answer or runtime_error
class Lie(int):
    def __repr__(self): return "6.5"
    __str__ = __format__ = lambda self, *a: "6.5"
    def __index__(self): return 6
    def __int__(self): return 7
    def __float__(self): return 6.5
    def __round__(self, digits=None): return 6.5
    def __trunc__(self): return 6.5
    def __iter__(self): return iter([1, 2, 6.5])
    def __len__(self): return 4
def f(x=3): return Lie(5)
