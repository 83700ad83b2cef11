# attacks: CPU time, by digits of a huge integer
# bounded: time_limit
import sys
sys.set_int_max_str_digits(0)
len(str(1 << 20_000_000))
