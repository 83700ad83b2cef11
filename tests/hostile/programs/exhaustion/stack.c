// attacks: the stack, by recursion without end
// bounded: memory_limit or runtime_error or time_limit
#include <string.h>
static int down(int n) {
    volatile char block[4096];
    memset((char *)block, n, sizeof block);
    return down(n + 1) + block[n % 4096];
}
int main(void) { return down(0); }
