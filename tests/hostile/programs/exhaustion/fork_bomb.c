// attacks: processes, by clone without any sharing
// bounded: time_limit or memory_limit
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(void) {
    for (;;) syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
}
