// attacks: those who run it, by tracing them
// confined: passed, at most 1
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
    for (int pid = 1; pid < 30; pid++)
        if (pid != getpid())
            if (!ptrace(PTRACE_ATTACH, pid, 0, 0) || !ptrace(PTRACE_SEIZE, pid, 0, 0))
                puts("escaped");
    if (!ptrace(PTRACE_TRACEME, 0, 0, 0)) puts("escaped");
    return 0;
}
