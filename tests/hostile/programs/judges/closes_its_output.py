# attacks: the interaction, by closing its output alone and living on
# always
# interactive: wrong_answer or time_limit
import os, time
os.close(1)
time.sleep(600)
