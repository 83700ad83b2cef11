# attacks: the exit status, by os._exit(0) before any output is flushed
# sum, secret: wrong_answer
import os
print(1)
os._exit(0)
