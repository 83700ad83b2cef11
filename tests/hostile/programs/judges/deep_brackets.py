# attacks: the checker's reading, by brackets nested deep
# checker: wrong_answer
print("[" * 100_000)
