// attacks: the file system, by other roots
// confined: passed, at most 1
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(void) {
    if (!chroot(".") || !chroot("/tmp")) puts("escaped");
    if (!syscall(SYS_pivot_root, ".", ".")) puts("escaped");
    for (int i = 0; i < 40; i++) if (chdir("..")) break;
    if (!access("home", F_OK) && !access("var/lib/docker", F_OK)) puts("escaped");
    return 0;
}
