# attacks: processes, by a shell's fork bomb
# bounded: time_limit or memory_limit or wrong_answer or runtime_error or output_limit
bomb() { bomb | bomb & }
bomb 2>/dev/null
while :; do sleep 1; done 2>/dev/null
