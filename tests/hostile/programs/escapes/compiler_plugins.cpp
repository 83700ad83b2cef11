// attacks: the compiler's rights, by pragmas and inline assembly that read and run files
// confined: compile_error
#pragma GCC push_options
#pragma GCC optimize("-fplugin=/tmp/evil.so")
__asm__(".incbin \"/etc/shadow\"");
int main() {}
