// attacks: the compiler, by a constant expression without end
// bounded: compile_error
constexpr int spin() {
    int n = 0;
    for (;;) n ^= 1;
    return n;
}
constexpr int value = spin();
int main() { return value; }
