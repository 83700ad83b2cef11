# attacks: the parser, by a program that makes and parses a deep one
# bounded: runtime_error or memory_limit or time_limit
eval("(" * 199 + "1" + ")" * 199)
compile("+".join(["x"] * 10**6), "", "eval")
