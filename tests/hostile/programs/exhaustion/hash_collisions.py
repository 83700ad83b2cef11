# attacks: CPU time, by a dict whose keys collide
# bounded: time_limit
MODULUS = (1 << 61) - 1
{n * MODULUS: n for n in range(10**6)}
