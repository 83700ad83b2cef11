// attacks: the exit status, by ending well before main begins
// sum, secret: wrong_answer
#include <unistd.h>
struct Early { Early() { _exit(0); } } early;
int main() { return 1; }
