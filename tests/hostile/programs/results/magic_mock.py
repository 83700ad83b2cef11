# attacks: comparison, by a mock in the function's place
# call, assert, pytest: wrong_answer or runtime_error
from unittest.mock import MagicMock
f = MagicMock()
f.return_value.__eq__ = lambda self, other: True
