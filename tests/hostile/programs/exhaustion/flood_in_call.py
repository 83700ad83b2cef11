# attacks: standard output, in a call
# bounded-call: output_limit
def f(x):
    while True: print("x" * 1000)
