# attacks: the checker's files, which it writes in its own directory and everywhere else
# always
# checker: wrong_answer
import os
for place in (".", "..", "/tmp", "/dev/shm", "/work", "/work/partner", "/work/check"):
    for name in ("feedback/judgemessage.txt", "feedback/score.txt", "answer", "input", "main.py"):
        try:
            os.makedirs(os.path.dirname(os.path.join(place, name)), exist_ok=True)
            open(os.path.join(place, name), "w").write("1.0")
        except OSError: pass
