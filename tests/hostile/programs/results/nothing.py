# attacks: an empty program
# call, assert, pytest: wrong_answer or runtime_error

