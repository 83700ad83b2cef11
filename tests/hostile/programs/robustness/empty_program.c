// attacks: a C program without a line of code
// secret: compile_error
