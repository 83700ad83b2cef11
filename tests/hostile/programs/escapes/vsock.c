// attacks: the hypervisor, by vsock
// confined: passed, at most 1
#include <stdio.h>
#include <sys/socket.h>
#include <linux/vm_sockets.h>
int main(void) {
    for (unsigned cid = 0; cid < 4; cid++) {
        struct sockaddr_vm address = {.svm_family = AF_VSOCK, .svm_cid = cid, .svm_port = 1024};
        int fd = socket(AF_VSOCK, SOCK_STREAM, 0);
        if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
            puts("escaped");
        if (fd >= 0) puts("escaped");
    }
    return 0;
}
