# attacks: the result, by NULs and control characters
# secret: wrong_answer
import sys
text = "".join(map(chr, range(32))) + "\x7f\x9b\u2028\u202e\ufffe"
print(text)
print(text, file=sys.stderr)
