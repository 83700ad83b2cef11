# attacks: the shell, by carriage returns
# made: crlf
# three: runtime_error or wrong_answer
read a b
echo $((a + b))
