// attacks: the filter, by another one before it and by leaving secure computing
// confined: passed, at most 1
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(void) {
    struct sock_filter allow = {0x06, 0, 0, 0x7fff0000};
    struct sock_fprog program = {1, &allow};
    prctl(PR_SET_SECCOMP, 2, &program);
    prctl(PR_SET_SECCOMP, 0, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0);
    prctl(PR_SET_DUMPABLE, 1);
    prctl(0x59616d61, -1, 0, 0, 0); /* whom may trace this */
    if (syscall(SYS_getpid) > 0 && syscall(SYS_keyctl, 0, -3, 1) >= 0) puts("escaped");
    if (prctl(PR_GET_SECCOMP) == 0) puts("escaped");
    return 0;
}
