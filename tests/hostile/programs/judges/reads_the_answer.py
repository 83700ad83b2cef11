# attacks: the interactor's files, by every path that leads to them
# always
# interactive: wrong_answer
import glob, os
input()
said = "?"
for pattern in ("/work/*/answer", "/proc/*/cwd/answer", "/proc/*/root/work/*/answer", "/work/*/*.py",
                "/proc/*/fd/*", "/proc/*/environ"):
    for path in glob.glob(pattern):
        if os.path.realpath(path).startswith(("/proc/self", os.getcwd(), "/work/program")): continue
        try:
            fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
            said = os.read(fd, 200).decode().strip() or said
        except (OSError, ValueError): pass
print(said, flush=True)
input()
