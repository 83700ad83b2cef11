// attacks: the compiler, by a file that includes itself
// bounded: compile_error
#include __FILE__
#include __FILE__
