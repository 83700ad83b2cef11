# attacks: secrets of other processes, in their environments
# frame: hunt
# hunt, hunt-call, hunt-assert, hunt-pytest, hunt-interactive: passed, at most 1
def search():
    found = []
    for pid in others(): look(f"/proc/{pid}/environ", found)
    return found
