# attacks: CPU time, in a shell
# bounded: time_limit
while :; do :; done
