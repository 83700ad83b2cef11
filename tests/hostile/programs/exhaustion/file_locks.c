// attacks: kernel memory, by record locks
// bounded: wrong_answer or time_limit or runtime_error
#include <fcntl.h>
int main(void) {
    int fd = open("locked", O_CREAT | O_RDWR, 0600);
    for (long n = 0; n < 100000000; n++) {
        struct flock lock = {.l_type = F_WRLCK, .l_start = 2 * n, .l_len = 1};
        if (fcntl(fd, F_SETLK, &lock)) return 0;
    }
    return 1;
}
