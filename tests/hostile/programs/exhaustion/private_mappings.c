// attacks: memory, by mappings that reserve nothing until they are touched
// bounded: memory_limit or runtime_error or time_limit
#include <string.h>
#include <sys/mman.h>
int main(void) {
    for (;;) {
        char *p = mmap(0, 64 << 20, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (p == MAP_FAILED) return 1;
        memset(p, 1, 64 << 20);
    }
}
