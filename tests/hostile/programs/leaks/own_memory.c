// attacks: what the process inherited, in all of its memory, in C
// secret: wrong_answer
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
int main(void) {
    static const char raised[] = "RAISED-MARKER";
    char line[512], wanted = raised[0] - 1;
    size_t length = strlen(raised);
    FILE *maps = fopen("/proc/self/maps", "r");
    while (maps && fgets(line, sizeof line, maps)) {
        unsigned long start, end;
        char rights[8];
        if (sscanf(line, "%lx-%lx %7s", &start, &end, rights) != 3) continue;
        if (rights[0] != 'r' || strstr(line, "[v")) continue;
        for (char *p = (char *)start; p + length < (char *)end; p++) {
            size_t n = 0;
            if (*p != wanted) continue;
            while (n < length && p[n] == raised[n] - 1) n++;
            if (n == length) fwrite(p, 1, length + 20, stdout);
        }
    }
    return 0;
}
