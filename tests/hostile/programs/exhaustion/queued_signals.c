// attacks: kernel memory, by queued signals
// bounded: wrong_answer or time_limit or runtime_error
#include <signal.h>
#include <unistd.h>
int main(void) {
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, 0);
    union sigval value = {0};
    for (int n = 0; n < 10000000; n++) if (sigqueue(getpid(), SIGRTMIN + n % 20, value)) return 0;
    return 1;
}
