# attacks: the interactor, by stopping, tracing and starving it
# always
# interactive: wrong_answer or runtime_error
import os, resource
input()
for pid in range(2, 100):
    if pid == os.getpid(): continue
    for attempt in (lambda: os.setpriority(os.PRIO_PROCESS, pid, 19),
                    lambda: os.sched_setaffinity(pid, {0}),
                    lambda: resource.prlimit(pid, resource.RLIMIT_CPU, (0, 0))):
        try: attempt()
        except OSError: pass
print("x", flush=True)
