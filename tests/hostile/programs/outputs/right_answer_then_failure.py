# attacks: the exit status, by failing after the right answer
# always
# sum: runtime_error
a, b = map(int, input().split())
print(a + b, flush=True)
raise RuntimeError
