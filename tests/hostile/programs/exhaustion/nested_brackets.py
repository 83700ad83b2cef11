# attacks: the parser, by brackets nested deep
# always
# made: nested
# bounded: compile_error
NESTED
