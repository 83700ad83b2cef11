# attacks: the parser, by a program of another language
# secret: compile_error
#include <stdio.h>
int main(void) { return 0; }
