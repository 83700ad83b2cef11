# attacks: an empty expected output, by a signal to itself
# silence: runtime_error
import os, signal
os.kill(os.getpid(), signal.SIGKILL)
