// attacks: kernel memory, by timers
// bounded: wrong_answer or time_limit or runtime_error
#include <signal.h>
#include <time.h>
int main(void) {
    struct sigevent event = {.sigev_notify = SIGEV_NONE};
    timer_t timer;
    for (int n = 0; n < 10000000; n++) if (timer_create(CLOCK_MONOTONIC, &event, &timer)) return 0;
    return 1;
}
