// attacks: tests, by including the compiler's standard input
// secret: compile_error
#include "/dev/stdin"
#include "/proc/self/fd/0"
#include "/proc/self/fd/3"
int main(void) { return answer; }
