# attacks: the channel to the judge, by a thread that writes answers into it
# call, assert, pytest: wrong_answer or runtime_error or time_limit
import os, struct, threading, time
BODY = b'{"returned": 6.5, "changed": {}}'
def flood():
    end = time.monotonic() + 0.02
    while time.monotonic() < end:
        for fd in (*range(3, 8), *range(198, 206)):
            try: os.write(fd, struct.pack(">I", len(BODY)) + BODY)
            except OSError: pass
threading.Thread(target=flood, daemon=True).start()
def f(x=3):
    time.sleep(0.02)
    return 0
