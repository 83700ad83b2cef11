// attacks: files, by space that is reserved and never written
// bounded: wrong_answer or runtime_error or memory_limit or time_limit
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
int main(void) {
    char name[32];
    for (int n = 0; n < 1000; n++) {
        sprintf(name, "/dev/shm/%d", n);
        int fd = open(name, O_CREAT | O_RDWR, 0600);
        if (fd < 0 || fallocate(fd, 0, 0, 8 << 20)) return 1;
    }
}
