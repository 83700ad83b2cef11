// attacks: processes, by threads with small stacks
// bounded: time_limit or memory_limit
#include <pthread.h>
#include <unistd.h>
static void *idle(void *unused) { for (;;) pause(); return unused; }
int main(void) {
    pthread_attr_t small;
    pthread_t thread;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 16384);
    while (pthread_create(&thread, &small, idle, 0) == 0) {}
    for (;;) pause();
}
