// attacks: the exit status, of which the kernel keeps eight bits
// secret: wrong_answer
#include <unistd.h>
int main(void) { _exit(256); }
