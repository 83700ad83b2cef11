// attacks: CPU time, in C
// bounded: time_limit
int main(void) { for (volatile int i = 0;; i++) {} }
