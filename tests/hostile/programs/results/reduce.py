# attacks: the decoder, by an object whose __reduce__ makes another of it
# always
# call, assert, pytest: wrong_answer or runtime_error
import copyreg
class Lie:
    def __reduce__(self): return eval, ("6.5",)
    def __reduce_ex__(self, protocol): return eval, ("__import__('os')._exit(0)",)
    def __getstate__(self): return {"answer": 6.5}
    def __getnewargs__(self): return (6.5,)
    def __copy__(self): return 6.5
    def __deepcopy__(self, memo): return 6.5
copyreg.pickle(Lie, lambda lie: (float, ("6.5",)))
def f(x=3): return Lie()
