# attacks: other programs, tests and judges, in the files of /work
# always
# frame: hunt
# hunt, hunt-call, hunt-assert, hunt-pytest, hunt-interactive: passed, at most 1
def search():
    found = []
    walk("/work", found)
    for name in ("program", "program-build", "run", "partner", "interactor", "interactor-build", "check"):
        for file in ("main.py", "main.cpp", "main", "test_hunt.py", "answer", "input", "held",
                     "feedback/judgemessage.txt"):
            look(f"/work/{name}/{file}", found)
            look(f"{name}/{file}", found)
    return found
