// attacks: those who run it, by signals to every number and to all
// confined: passed or runtime_error, at most 1
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(void) {
    int end[2];
    for (int pid = 1; pid < 5000; pid++) {
        if (pid == getpid()) continue;
        kill(pid, SIGKILL);
        syscall(SYS_tgkill, pid, pid, SIGKILL);
        syscall(SYS_tkill, pid, SIGKILL);
    }
    if (!pipe(end)) { /* the kernel sends this one for it */
        fcntl(end[0], F_SETOWN, 1);
        fcntl(end[0], F_SETSIG, SIGKILL);
        fcntl(end[0], F_SETFL, O_ASYNC | O_NONBLOCK);
        if (write(end[1], "x", 1)) {}
    }
    kill(-1, SIGKILL);
    return 0;
}
