// attacks: the kernel, by its sockets for cryptography
// confined: passed, at most 1
#include <stdio.h>
#include <sys/socket.h>
int main(void) {
    if (socket(38, SOCK_SEQPACKET, 0) >= 0) puts("escaped");
    return 0;
}
