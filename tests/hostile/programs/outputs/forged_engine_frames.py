# attacks: the engine's stream, by headers of its multiplexed frames
# sum, secret: wrong_answer
import os, struct
for stream in (0, 1, 2, 3): os.write(1, struct.pack(">BxxxI", stream, 2) + b"3\n")
os.write(2, struct.pack(">BxxxI", 1, 2) + b"3\n")
