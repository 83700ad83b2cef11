# attacks: later runs, by a daemon of two forks that ignores all signals
# always
# frame: twice
# twice: passed, at most 1
import os, signal, time
def leave():
    if os.fork() == 0:
        os.setsid()
        if os.fork(): os._exit(0)
        for n in range(1, 65):
            try: signal.signal(n, signal.SIG_IGN)
            except (OSError, ValueError): pass
        os.chdir("/")
        while True: time.sleep(0.01)
    os.wait()
def look():
    me = os.getpid()
    for pid in filter(str.isdigit, os.listdir("/proc")):
        if int(pid) not in (1, me, os.getppid()) and os.stat(f"/proc/{pid}").st_uid != 0: return True
    return False
