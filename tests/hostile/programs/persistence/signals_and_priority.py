# attacks: later runs, by ignored signals, blocked ones, priority and affinity
# frame: twice
# twice: passed, at most 1
import os, signal
def leave():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
    os.nice(5)
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
def look():
    return (signal.getsignal(signal.SIGTERM) is signal.SIG_IGN or os.getpriority(os.PRIO_PROCESS, 0) == 5
            or signal.SIGUSR1 in signal.pthread_sigmask(signal.SIG_BLOCK, []))
