# -*- coding: no-such-thing -*-
# attacks: the parser, by an encoding that does not exist
# echo: compile_error
print(input())
