# attacks: an empty expected output, by no program at all
# silence: compile_error
def f(:
