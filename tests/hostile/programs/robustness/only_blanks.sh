# attacks: a shell program without a command
# secret: wrong_answer
