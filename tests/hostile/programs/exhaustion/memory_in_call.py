# attacks: memory, in a call
# bounded-call: memory_limit
def f(x):
    text = "x"
    while True: text += text
