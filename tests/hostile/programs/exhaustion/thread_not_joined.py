# attacks: wall clock, by a thread that outlives the program
# bounded: time_limit
import threading, time
threading.Thread(target=time.sleep, args=(600,)).start()
