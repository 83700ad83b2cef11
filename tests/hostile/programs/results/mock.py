# attacks: comparison, by unittest.mock.ANY
# call, assert, pytest: wrong_answer or runtime_error
from unittest.mock import ANY, MagicMock
def f(x): return ANY
