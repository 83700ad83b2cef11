// attacks: later runs, by a compiled program that changes its own file
// mess: passed, at most 1
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
int main(void) {
    char path[256] = {0};
    if (readlink("/proc/self/exe", path, 255) < 0) return 1;
    if (open(path, O_WRONLY) >= 0 || unlink(path) == 0 || rename(path, "/tmp/x") == 0) return 1;
    puts("made");
    return 0;
}
