# attacks: the code that hands results over, patched in every loaded module
# call, assert, pytest: wrong_answer or runtime_error
import sys
for name, module in list(sys.modules.items()):
    if name.startswith("sandbox"):
        for attribute in ("write_all", "finish", "status_of", "flushed", "let_go"):
            if hasattr(module, attribute): setattr(module, attribute, lambda *a: 0)
        if hasattr(module, "OPERATIONS"):
            module.OPERATIONS.update({key: lambda *a, **k: 6.6 for key in module.OPERATIONS})
def f(x=3): return 0
