# attacks: the checker's memory, by one word as long as the output may be
# checker: wrong_answer
import sys
sys.stdout.write("x" * 200_000)
