// attacks: the file system, by mounting
// confined: passed, at most 1
#include <stdio.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(void) {
    if (!mount("none", "/tmp", "tmpfs", 0, 0)) puts("escaped");
    if (!mount("proc", "/tmp", "proc", 0, 0)) puts("escaped");
    if (!mount("/", "/tmp", 0, MS_BIND | MS_REC, 0)) puts("escaped");
    if (!mount(0, "/", 0, MS_REMOUNT, 0)) puts("escaped");
    if (!umount2("/proc", MNT_DETACH)) puts("escaped");
    if (syscall(430, "tmpfs", 0) >= 0) puts("escaped");       /* fsopen */
    if (syscall(428, -100, "/", 1) >= 0) puts("escaped");     /* open_tree, clone */
    if (syscall(442, -100, "/", 0, "", 0) >= 0) puts("escaped"); /* mount_setattr */
    return 0;
}
