// attacks: files, by what the linker is told to read
// secret: compile_error
__asm__(".section .drectve\n.ascii \"-l:/etc/shadow\"\n.text\n.include \"/etc/shadow\"\n");
int main(void) { return 0; }
