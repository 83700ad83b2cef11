# attacks: the comparison, by output just below its limit
# secret: wrong_answer
import sys
sys.stdout.write("x\n" * 100_000)
