// attacks: the filter, by the system calls of 32-bit programs
// confined: passed or runtime_error, at most 1
#include <stdio.h>
int main(void) {
#ifdef __x86_64__
    long number = 20, pid; /* getpid there, writev here */
    __asm__ volatile("int $0x80" : "=a"(pid) : "a"(number) : "memory");
    if (pid > 0) puts("escaped");
#endif
    return 0;
}
