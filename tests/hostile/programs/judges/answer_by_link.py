# attacks: the checker's files, by links where they will be
# checker: wrong_answer
import os
for name in ("/work/partner", "/work/check", "/work/checker", "answer", "/tmp/answer", "/work/run2"):
    for target in ("/work/program", "/proc/1/root", "."):
        try: os.symlink(target, name)
        except OSError: pass
