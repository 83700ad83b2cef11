# attacks: the next run, by a crash of the interpreter
# mess: runtime_error
import ctypes
print("made", flush=True)
ctypes.string_at(0)
