# attacks: the interaction, by ending well before it begins
# always
# interactive: wrong_answer
import sys
sys.exit(0)
