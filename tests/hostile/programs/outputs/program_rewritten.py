# attacks: the next test, by rewriting its own source
# always
# sum: wrong_answer
import os
SOLUTION = "print(sum(map(int, input().split())))\n"
for path in (__file__, "/work/program/main.py"):
    for attempt in (lambda: open(path, "w").write(SOLUTION), lambda: os.unlink(path),
                    lambda: os.rename(os.path.dirname(path), "/work/other")):
        try: attempt()
        except OSError: pass
