# attacks: the decoder, by a set whose members all have the same hash
# call, assert, pytest: wrong_answer or runtime_error or time_limit
MODULUS = (1 << 61) - 1
def f(x=3): return {n * MODULUS for n in range(3000)}
