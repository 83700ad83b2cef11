// attacks: the kernel, by pairs of sockets of other families
// always
// confined: passed, at most 1
#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>
int main(void) {
    int pair[2];
    for (int family = 2; family < 46; family++)
        for (int kind = 1; kind < 6; kind++)
            if (socketpair(family, kind, 0, pair) == 0 || errno == EOPNOTSUPP)
                printf("escaped %d %d\n", family, kind);
    return 0;
}
