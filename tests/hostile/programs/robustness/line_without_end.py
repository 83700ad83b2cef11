# attacks: the comparison, by one line as long as the output may be
# secret: wrong_answer
import sys
sys.stdout.write("x" * 250_000)
