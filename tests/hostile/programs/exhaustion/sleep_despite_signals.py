# attacks: wall clock, by sleep with every signal blocked
# bounded: time_limit
import signal, time
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
while True: time.sleep(600)
