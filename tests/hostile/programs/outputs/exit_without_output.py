# attacks: the exit status, which is good while nothing was printed
# always
# sum, secret: wrong_answer
import sys
sys.exit(0)
