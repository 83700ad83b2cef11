# attacks: the parser, by five megabytes of source
# always
# made: five-megabytes
# secret: wrong_answer or compile_error or time_limit
print(1)
