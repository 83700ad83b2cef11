# attacks: whose fault it is, by ending badly after the interactor has rejected
# interactive: wrong_answer or runtime_error
import os
input()
print("x", flush=True)
input()
os.abort()
