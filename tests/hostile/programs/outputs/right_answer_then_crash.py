# attacks: the exit status, by a crash after the right answer
# sum: runtime_error
import ctypes
a, b = map(int, input().split())
print(a + b, flush=True)
ctypes.string_at(0)
