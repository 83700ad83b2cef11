# attacks: the end of a program, by a stream that is detached, at which Python fails
# three: runtime_error
import sys
out = sys.stdout.detach()
a, b = map(int, input().split())
out.write(f"{a + b}\n".encode())
out.flush()
