# attacks: later runs, by background jobs of a shell
# mess: passed, at most 1
(trap '' HUP TERM INT; while :; do sleep 0.01; done) &
nohup sleep 600 >/dev/null 2>&1 &
setsid sleep 600 >/dev/null 2>&1 &
echo left >/tmp/left; mkfifo /dev/shm/pipe
echo made
