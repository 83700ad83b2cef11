# attacks: the result, by a lone surrogate in a message
# secret: runtime_error
import os
os.write(2, "\ud800".encode("utf-8", "surrogatepass"))
raise RuntimeError("\ud800 \udfff")
