# attacks: the flush at the end, by an object in the place of standard output
# sum: wrong_answer or runtime_error
import sys
class Out:
    encoding, closed = "utf-8", False
    def write(self, text): return len(text)
    def flush(self): raise SystemExit(0)
    def fileno(self): return 1
sys.stdout = sys.__stdout__ = Out()
print(sum(map(int, input().split())))
