// attacks: the compiler, by including what never ends
// bounded: compile_error
#include "/dev/zero"
