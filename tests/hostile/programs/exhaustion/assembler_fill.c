// attacks: the assembler, by a repetition of bytes
// bounded: compile_error
__asm__(".rept 1000000000\n.byte 1\n.endr\n");
int main(void) { return 0; }
