# attacks: CPU time, in threads outside the interpreter's lock
# bounded: time_limit
import hashlib, threading
def work():
    while True: hashlib.sha256(b"x" * 10**6)
for _ in range(4): threading.Thread(target=work).start()
