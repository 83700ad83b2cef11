# attacks: the parser, by blocks nested deep
# made: indented
# bounded: compile_error
