# attacks: the encoder, by a dict and a tuple that contain themselves
# call, assert, pytest: wrong_answer or runtime_error
def f(x=3):
    d = {"a": 1}
    t = (d, [d])
    d["b"] = t
    return d
