# attacks: the result, by output that is no UTF-8
# always
# secret: wrong_answer
import os
os.write(1, b"\xff\xfe\x80\xc0\xaf\xed\xa0\x80\xf8\x88\x80\x80\x80\n" * 10)
os.write(2, b"\xff" * 1000)
