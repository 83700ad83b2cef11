# attacks: wall clock, by a lock that is never free
# bounded: time_limit
import threading
lock = threading.Lock()
lock.acquire(); lock.acquire()
