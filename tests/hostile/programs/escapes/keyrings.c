// attacks: the kernel's keyrings
// confined: passed, at most 1
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(void) {
    for (int ring = -1; ring > -8; ring--) {
        if (syscall(SYS_add_key, "user", "name", "value", 5, ring) >= 0) puts("escaped");
        if (syscall(SYS_keyctl, 0, ring, 1) >= 0) puts("escaped");
        if (syscall(SYS_request_key, "user", "name", "", ring) >= 0) puts("escaped");
    }
    return 0;
}
