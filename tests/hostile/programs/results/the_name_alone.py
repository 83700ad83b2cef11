# attacks: a name that is no function
# call, assert, pytest: wrong_answer or runtime_error
f = None
