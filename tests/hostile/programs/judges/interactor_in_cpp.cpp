// attacks: the interactor, by a compiled program that includes its source
// interactive: compile_error
#include "/work/interactor/main.py"
int main() {}
