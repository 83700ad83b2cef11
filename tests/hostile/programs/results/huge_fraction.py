# attacks: the judge's arithmetic, by a fraction of two large integers
# call, assert, pytest: wrong_answer or runtime_error
from fractions import Fraction
def f(x=3): return Fraction(10 ** 30_000 + 1, 10 ** 30_000 - 1)
