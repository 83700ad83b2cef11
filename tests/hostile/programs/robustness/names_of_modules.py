# attacks: imports, by a file in its directory that is named as a module
# three: passed, at most 1
open("own_module.py", "w").write("answer = 3\n")
import os, sys
sys.path.insert(0, os.getcwd())
import own_module
print(own_module.answer)
