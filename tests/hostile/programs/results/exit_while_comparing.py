# attacks: the outcome, by an object that ends the process when it is compared
# call, assert, pytest: wrong_answer or runtime_error
import os
class Last(float):
    def __eq__(self, other): os._exit(0)
    __lt__ = __le__ = __gt__ = __ge__ = __sub__ = __rsub__ = __abs__ = __hash__ = __eq__
def f(x=3): return Last(1)
