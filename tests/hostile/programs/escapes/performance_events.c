// attacks: the kernel and other processes, by performance events
// confined: passed, at most 1
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(void) {
    char attributes[128] = {1, 0, 0, 0, 112};
    for (int pid = -1; pid < 3; pid++)
        for (int cpu = -1; cpu < 2; cpu++)
            if (syscall(SYS_perf_event_open, attributes, pid, cpu, -1, 0) >= 0) puts("escaped");
    return 0;
}
