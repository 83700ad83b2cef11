# attacks: secrets of the worker, in the environment that a run inherits
# always
# frame: hunt
# hunt, hunt-call, hunt-assert, hunt-pytest, hunt-interactive: passed, at most 1
def search():
    return [name for name, value in os.environb.items() if holds(name) or holds(value)]
