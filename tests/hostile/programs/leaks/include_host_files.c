// attacks: files of the host, by including what an error message then shows
// secret: compile_error
#include "/etc/shadow"
#include "/root/.bashrc"
#include "/var/run/docker.sock"
int main(void) { return 0; }
