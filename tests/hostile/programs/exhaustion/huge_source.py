# attacks: the parser, by five megabytes of assignments
# made: five-megabytes
# bounded: wrong_answer or compile_error or time_limit or memory_limit
