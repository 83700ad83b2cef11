// attacks: the exit status, by a destructor that ends well after main has failed
// always
// sum, secret: wrong_answer
#include <cstdlib>
#include <unistd.h>
struct Late { ~Late() { _exit(0); } } late;
int main() { return 1; }
