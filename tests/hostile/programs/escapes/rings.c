// attacks: the kernel, by io_uring, which makes system calls that no filter sees
// confined: passed, at most 1
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(void) {
    char parameters[120] = {0};
    for (int call = 425; call < 428; call++)
        if (syscall(call, 8, parameters, 0, 0, 0, 0) >= 0) puts("escaped");
    return 0;
}
