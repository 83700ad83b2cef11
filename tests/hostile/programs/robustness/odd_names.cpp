// attacks: the compiler's messages, by letters that turn the line around
// secret: compile_error
int main() { return "‮⁦// safe⁩⁦" + undeclared; }
