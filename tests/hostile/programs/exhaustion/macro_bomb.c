// attacks: the compiler, by macros that double each other
// bounded: compile_error
#define A(x) x x x x x x x x x x x x x x x x
#define B(x) A(A(A(A(x))))
#define C(x) B(B(x))
int main(void) { C(C(;)) }
#error "enough"
