# attacks: the checker's reading, by format strings, shell code and paths
# checker: wrong_answer
print("%s%n%x {0.__class__} $(cat answer) `cat answer` ;cat answer; ../answer /dev/stdin <answer")
