# attacks: the next run, by an interpreter that cannot end as it should
# mess: runtime_error
import sys, atexit, builtins, os
print("made", flush=True)
builtins.__import__ = None
sys.modules.clear()
os._exit = None
del builtins.print
