// attacks: other processes, by System V and POSIX message queues
// confined: passed, at most 1
#include <fcntl.h>
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(void) {
    if (shmget(1, 4096, IPC_CREAT | 0666) >= 0) puts("escaped");
    if (semget(1, 1, IPC_CREAT | 0666) >= 0) puts("escaped");
    if (msgget(1, IPC_CREAT | 0666) >= 0) puts("escaped");
    if (syscall(SYS_mq_open, "x", O_CREAT | O_RDWR, 0600, 0) >= 0) puts("escaped");
    for (int id = 0; id < 100; id++) if (shmat(id, 0, 0) != (void *)-1) puts("escaped");
    return 0;
}
