# attacks: standard output, by going on after its end
# bounded: output_limit
import os, signal
signal.signal(signal.SIGPIPE, signal.SIG_IGN)
while True:
    try: os.write(1, b"x" * 65536)
    except OSError: pass
