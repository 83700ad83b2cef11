# attacks: those who run it, by signals to all that it can name
# secret: wrong_answer or runtime_error
kill -9 1 $PPID -1 2>/dev/null
echo 3
