// attacks: the sweep, by whiteouts and files that are exchanged
// mess: passed, at most 1
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(void) {
    close(open("/tmp/a", O_CREAT | O_WRONLY, 0));
    syscall(SYS_renameat2, AT_FDCWD, "/tmp/a", AT_FDCWD, "/tmp/b", 4);
    close(open("/tmp/c", O_CREAT | O_WRONLY, 0));
    syscall(SYS_renameat2, AT_FDCWD, "/tmp/b", AT_FDCWD, "/tmp/c", 2);
    puts("made");
    return 0;
}
