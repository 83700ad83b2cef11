# attacks: the parser, by a hundred thousand operators in a row
# made: operators
# bounded: compile_error
OPERATORS
