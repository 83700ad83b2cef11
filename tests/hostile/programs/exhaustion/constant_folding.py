# attacks: the compiler, by constants that are computed before anything runs
# bounded: compile_error or memory_limit or time_limit or wrong_answer
x = (((((("a" * 4096) * 4096) * 4096) * 4096) * 4096) * 4096)
