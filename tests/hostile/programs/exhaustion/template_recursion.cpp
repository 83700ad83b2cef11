// attacks: the compiler, by templates without end
// bounded: compile_error
template <int N> struct A { using type = typename A<N + 1>::type; };
int main() { A<0>::type x; }
