# attacks: the comparison, by an integer of a million digits
# secret: wrong_answer or output_limit
import sys
sys.set_int_max_str_digits(0)
print("9" * 200_000)
