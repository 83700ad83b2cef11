# attacks: type tests, by registering its class with the abstract ones
# call, assert, pytest: wrong_answer or runtime_error
import collections.abc, numbers
class Lie:
    def __eq__(self, other): return True
    def __hash__(self): return 1
for kind in (numbers.Real, numbers.Number, collections.abc.Sequence, collections.abc.Mapping):
    kind.register(Lie)
def f(x=3): return Lie()
