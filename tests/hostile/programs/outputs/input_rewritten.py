# attacks: the next test, by writing into its own standard input
# sum: wrong_answer
import os
for path in (0, "/dev/stdin", "/proc/self/fd/0"):
    try:
        fd = path if path == 0 else os.open(path, os.O_RDWR)
        os.pwrite(fd, b"1 2\n", 0)
        os.ftruncate(fd, 4)
    except OSError: pass
print(3 if os.pread(0, 4, 0) == b"1 2\n" and False else "")
