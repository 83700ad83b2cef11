# attacks: the streams, closed and opened as something else
# sum: wrong_answer
import os
for fd in range(3): os.close(fd)
for _ in range(3): os.open("/dev/null", os.O_RDWR)
os.write(1, b"3\n")
