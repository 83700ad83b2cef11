# attacks: a program without a line of code
# secret: wrong_answer
