// attacks: the kernel, by handling its page faults
// confined: passed, at most 1
#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(void) {
    for (int flags = 0; flags < 2; flags++)
        if (syscall(SYS_userfaultfd, flags) >= 0) puts("escaped");
    if (open("/dev/userfaultfd", O_RDWR) >= 0) puts("escaped");
    return 0;
}
