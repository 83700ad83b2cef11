// attacks: the exit status, by a handler that ends well at a crash
// sum, secret: wrong_answer
#include <signal.h>
#include <unistd.h>
static void handler(int number) { (void)number; _exit(0); }
int main(void) {
    signal(SIGSEGV, handler);
    return *(volatile int *)0;
}
