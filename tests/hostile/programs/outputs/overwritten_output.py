# attacks: comparison, by backspaces and carriage returns that hide a wrong answer
# sum: wrong_answer
a, b = map(int, input().split())
print(f"8\b{a + b}\r{a + b}\x1b[1K\x1b[2K\r{a + b}")
