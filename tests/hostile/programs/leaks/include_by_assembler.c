// attacks: files, by the assembler's inclusion of binaries
// secret: compile_error
__asm__(".data\n.globl stolen\nstolen: .incbin \"/proc/1/environ\"\n.incbin \"/etc/shadow\"\n.byte 0\n.text\n");
extern const char stolen[];
int puts(const char *);
int main(void) { return puts(stolen); }
