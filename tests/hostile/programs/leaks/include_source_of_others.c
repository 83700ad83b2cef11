// attacks: other programs, by including where theirs would be
// secret: compile_error
#include "/work/interactor/main.py"
#include "/work/program/main.py"
#include "/work/run/held"
#include "/tmp/held"
int main(void) { return 0; }
