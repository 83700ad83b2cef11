# attacks: the decoder, by bytes that are a pickle with code in it
# call, assert, pytest: wrong_answer or runtime_error
import pickle
class Lie:
    def __reduce__(self): return eval, ("6.5",)
def f(x=3): return pickle.dumps(Lie())
