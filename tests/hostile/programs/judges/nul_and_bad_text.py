# attacks: the checker's reading, by NUL bytes and invalid UTF-8
# always
# checker: wrong_answer
import os
os.write(1, b"\0\xff\xfe\xc0\x80\xed\xa0\x80" * 1000)
