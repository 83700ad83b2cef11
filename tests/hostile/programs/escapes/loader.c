// attacks: the file rules, by the dynamic loader and executable memory
// confined: passed, at most 1
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
int main(void) {
    /* All of this is allowed: it only makes the program's own code run as its own user. */
    setenv("LD_PRELOAD", "/tmp/evil.so", 1);
    if (system("cat /root/.bashrc /etc/shadow 2>/dev/null | grep -q . && echo escaped")) {}
    void *code = mmap(0, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (code != MAP_FAILED && getuid() == 0) puts("escaped");
    return 0;
}
