// attacks: the filter, by the numbers of the x32 table
// confined: passed or runtime_error, at most 1
#include <stdio.h>
#include <unistd.h>
int main(void) {
    if (syscall(0x40000000 + 39) > 0) puts("escaped");
    if (syscall(0x40000000 + 521) >= 0) puts("escaped"); /* ptrace there */
    return 0;
}
