// attacks: privileges, by namespaces of its own
// always
// confined: passed, at most 1
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(void) {
    static const int flags[] = {CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWUSER,
                                CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWCGROUP, 0x80};
    for (unsigned i = 0; i < sizeof flags / sizeof *flags; i++) {
        if (!unshare(flags[i])) puts("escaped");
        if (!unshare(CLONE_NEWUSER | flags[i])) puts("escaped");
        long pid = flags[i] == 0x80 ? -1 : syscall(SYS_clone, flags[i] | SIGCHLD, 0, 0, 0, 0);
        if (pid == 0) _exit(0);
        if (pid > 0) puts("escaped");
        struct { unsigned long long flags, rest[10]; } arguments = {flags[i], {0, 0, 0, SIGCHLD}};
        pid = syscall(435, &arguments, sizeof arguments);
        if (pid == 0) _exit(0);
        if (pid > 0) puts("escaped");
    }
    return 0;
}
