# attacks: the interaction, by closing its pipes and living on
# always
# interactive: wrong_answer or time_limit
import os, time
os.close(0); os.close(1)
time.sleep(600)
