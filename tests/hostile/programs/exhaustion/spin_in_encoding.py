# attacks: CPU time, in what the encoder calls
# bounded-call: time_limit or wrong_answer or runtime_error
class Endless(list):
    def __iter__(self):
        while True: pass
    def __len__(self):
        while True: pass
class Meta(type):
    @property
    def __mro__(cls):
        while True: pass
class Odd(metaclass=Meta): pass
def f(x): return [Endless([1]), Odd()]
