# attacks: the check's memory, by an object that claims to be an array at some address
# call, assert, pytest: wrong_answer or runtime_error
class Lie:
    __array_interface__ = {"shape": (4,), "typestr": "<f8", "data": (4096, False), "version": 3}
    __array_priority__ = 1e9
    def __array__(self, *a, **k): return 6.6
    def __array_ufunc__(self, *a, **k): return True
    def __array_function__(self, *a, **k): return True
    def __buffer__(self, flags): return memoryview(b"6.5")
    def __fspath__(self): return "/dev/stdin"
    def __float__(self): return 6.6
    def __index__(self): return 6
def f(x=3): return Lie()
