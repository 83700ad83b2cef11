// attacks: the sweep, by a chain of short-lived processes that execute themselves
// bounded: time_limit or wrong_answer or memory_limit
#include <signal.h>
#include <unistd.h>
int main(int argc, char **argv) {
    (void)argc;
    signal(SIGCHLD, SIG_IGN);
    for (;;) {
        if (vfork() == 0) {
            setsid();
            execl("/proc/self/exe", argv[0], (char *)0);
            _exit(0);
        }
    }
}
