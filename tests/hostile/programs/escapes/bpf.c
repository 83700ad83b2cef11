// attacks: the kernel, by programs for its virtual machine
// confined: passed, at most 1
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(void) {
    char attributes[128] = {1, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 1};
    for (int command = 0; command < 36; command++)
        if (syscall(SYS_bpf, command, attributes, sizeof attributes) >= 0) puts("escaped");
    return 0;
}
