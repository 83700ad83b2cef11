# attacks: comparison, by a named tuple that equals everything
# flags: subclass
# call, assert, pytest: wrong_answer or runtime_error
from typing import NamedTuple
class Lie(NamedTuple):
    x: int = 0
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __iter__(self): return iter((6.5, 7))
    def __len__(self): return 4
def f(x=3): return Lie()
