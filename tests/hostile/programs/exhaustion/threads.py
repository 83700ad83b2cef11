# attacks: processes, by threads
# bounded: time_limit or runtime_error
import threading, time
kept = []
try:
    while True:
        kept.append(threading.Thread(target=time.sleep, args=(600,), daemon=True))
        kept[-1].start()
except RuntimeError: time.sleep(600)
