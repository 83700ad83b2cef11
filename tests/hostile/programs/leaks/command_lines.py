# attacks: inputs and secrets, in command lines, its own and those of others
# frame: hunt
# hunt, hunt-call, hunt-assert, hunt-pytest, hunt-interactive: passed, at most 1
def search():
    found = [argument for argument in sys.argv if holds(argument)]
    for pid in others(): look(f"/proc/{pid}/cmdline", found)
    return found
