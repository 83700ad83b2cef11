# attacks: CPU time, in a call
# bounded-call: time_limit
def f(x):
    while True: pass
