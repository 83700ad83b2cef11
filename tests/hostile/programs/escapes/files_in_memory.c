// attacks: the file rules, by programs and secrets in memory
// confined: passed, at most 1
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(void) {
    if (syscall(SYS_memfd_create, "x", 0) >= 0) puts("escaped");
    if (syscall(447, 0) >= 0) puts("escaped"); /* memfd_secret */
    return 0;
}
