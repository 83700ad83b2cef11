// attacks: memory, by locking it
// bounded: memory_limit or runtime_error or wrong_answer or time_limit
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
int main(void) {
    mlockall(MCL_CURRENT | MCL_FUTURE);
    for (;;) {
        char *p = malloc(16 << 20);
        if (!p) return 1;
        memset(p, 1, 16 << 20);
    }
}
