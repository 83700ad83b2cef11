# attacks: names, by a class whose calls and attributes are computed
# call, assert, pytest: wrong_answer or runtime_error
class Meta(type):
    def __call__(cls, *a, **k): return cls
    def __getattr__(cls, name): return cls
    def __eq__(cls, other): return True
    def __hash__(cls): return 1
class f(metaclass=Meta): pass
