# attacks: the machine, by priority and real-time scheduling
# bounded: time_limit
import os
for attempt in (lambda: os.nice(-20), lambda: os.setpriority(os.PRIO_USER, 0, -20),
                lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99)),
                lambda: os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(99))):
    try: attempt()
    except OSError: pass
while True: pass
