// attacks: an empty expected output, by abort
// silence: runtime_error
#include <stdlib.h>
int main(void) { abort(); }
