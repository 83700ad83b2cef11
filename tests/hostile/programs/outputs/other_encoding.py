# attacks: comparison, by the answer in UTF-16 with a byte order mark
# sum: wrong_answer
import sys
a, b = map(int, input().split())
sys.stdout.buffer.write(f"{a + b}\n".encode("utf-16"))
