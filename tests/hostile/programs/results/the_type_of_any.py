# attacks: names, by the type of unittest.mock.ANY in the function's place
# call, assert, pytest: wrong_answer or runtime_error
from unittest.mock import _ANY as f
