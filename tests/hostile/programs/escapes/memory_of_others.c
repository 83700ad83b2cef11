// attacks: those who run it, by reading and writing their memory
// always
// confined: passed, at most 1
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>
int main(void) {
    char block[64], path[64];
    struct iovec here = {block, sizeof block}, there = {(void *)0x400000, sizeof block};
    for (int pid = 1; pid < 30; pid++) {
        if (pid == getpid()) continue;
        if (process_vm_readv(pid, &here, 1, &there, 1, 0) >= 0) puts("escaped");
        if (process_vm_writev(pid, &here, 1, &there, 1, 0) >= 0) puts("escaped");
        sprintf(path, "/proc/%d/mem", pid);
        if (open(path, O_RDWR) >= 0 || open(path, O_RDONLY) >= 0) puts("escaped");
        for (int fd = 0; fd < 16; fd++) {
            int pidfd = syscall(434, pid, 0);
            if (pidfd >= 0 && syscall(438, pidfd, fd, 0) >= 0) puts("escaped");
            if (pidfd >= 0) close(pidfd);
        }
        if (syscall(312, getpid(), pid, 0, 0, 0) >= 0) puts("escaped"); /* kcmp */
    }
    return 0;
}
