# attacks: kernel memory, by full pipes as large as they may be
# bounded: runtime_error or time_limit
import fcntl, os
while True:
    r, w = os.pipe()
    try: fcntl.fcntl(w, 1031, 1 << 20)
    except OSError: pass
    os.set_blocking(w, False)
    try:
        while True: os.write(w, b"x" * 65536)
    except BlockingIOError: pass
