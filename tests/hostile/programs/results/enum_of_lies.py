# attacks: comparison, by an enumeration's member that equals everything
# call, assert, pytest: wrong_answer or runtime_error
import enum
class Lie(float, enum.Enum):
    ANSWER = 1.0
    def __eq__(self, other): return True
    def __hash__(self): return hash(6.5)
def f(x=3): return Lie.ANSWER
