// attacks: the compiler's environment and memory, by including files of /proc
// always
// secret: compile_error
#include "/proc/self/environ"
#include "/proc/1/environ"
#include "/proc/self/cmdline"
#include "/proc/1/fd/0"
int main(void) { return 0; }
