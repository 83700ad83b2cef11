# attacks: the result's size
# bounded-call: output_limit or memory_limit or wrong_answer
def f(x): return "x" * (1 << 20)
