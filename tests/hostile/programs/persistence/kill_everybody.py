# attacks: the next run, by nothing, having killed all that it can
# mess: runtime_error
import os, signal
print("made", flush=True)
os.kill(-1, signal.SIGKILL)
os.kill(os.getppid(), signal.SIGKILL)
