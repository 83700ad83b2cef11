// attacks: both streams, by turns and without a line end
// bounded: output_limit
#include <unistd.h>
int main(void) {
    static char block[65536];
    for (int i = 0;; i++) if (write(1 + i % 2, block, sizeof block) < 0) return 1;
}
