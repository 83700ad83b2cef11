// attacks: files, by asking the compiler which exist
// secret: wrong_answer or compile_error
#include <cstdio>
int main() {
#if __has_include("/etc/shadow") || __has_include("/root/.ssh/id_rsa") || __has_include("/var/run/docker.sock")
    std::puts("there is one");
#endif
#if __has_include("/work/interactor/main.py") || __has_include("/work/partner/answer")
    std::puts("there is a judge");
#endif
}
