# attacks: the interactor's feedback, by files in its own directory and the shared ones
# interactive: wrong_answer
import os
input()
for place in (".", "/tmp", "/dev/shm", "/work/partner", "/work/interactor"):
    try:
        os.makedirs(f"{place}/feedback", exist_ok=True)
        open(f"{place}/feedback/score.txt", "w").write("1.0")
    except OSError: pass
print("x", flush=True)
