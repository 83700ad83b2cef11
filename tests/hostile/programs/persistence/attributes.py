# attacks: later runs, by extended attributes of its program and the system's
# frame: twice
# twice-refused: passed, at most 1
import os
def leave(): os.setxattr(__file__, "user.left", b"x")
def look(): return "user.left" in os.listxattr(__file__)
