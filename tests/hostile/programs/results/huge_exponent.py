# attacks: the judge's arithmetic, by decimals with huge exponents
# call, assert, pytest: wrong_answer or runtime_error or time_limit
from decimal import Decimal
def f(x=3): return Decimal("6.5e999999999")
