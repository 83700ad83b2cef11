// attacks: the compiler's output, by an array of a gigabyte that is not zero
// bounded: compile_error
char block[1u << 30] = {1};
int main(void) { return block[1]; }
