// attacks: memory, by a static array
// always
// bounded: memory_limit or runtime_error or time_limit
#include <string.h>
static char block[1u << 30];
int main(void) {
    memset(block, 1, sizeof block);
    return block[12345] - 1;
}
