# attacks: the interactor's protocol, by its words and exit status
# interactive: wrong_answer or runtime_error
import sys
input()
print("42 ok accepted", flush=True)
sys.exit(42)
