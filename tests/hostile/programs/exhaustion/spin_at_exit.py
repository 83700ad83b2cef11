# attacks: CPU time, in an exit handler
# bounded: time_limit
import atexit
@atexit.register
def spin():
    while True: pass
