# attacks: later runs, by timers and alarms
# frame: twice
# twice: passed, at most 1
import signal
def leave(): signal.setitimer(signal.ITIMER_REAL, 100)
def look(): return signal.getitimer(signal.ITIMER_REAL)[0] > 0
