# attacks: the wall, by running the guest's own programs with other arguments
# confined: passed, at most 1
import json, subprocess, sys
config = json.dumps({"read": ["/"], "write": ["/"], "filter": "/dev/null"})
for argv in ([sys.executable, "/opt/softjudge/sandbox/guest/confine.py", config, "/bin/id"],
             [sys.executable, "-m", "sandbox.guest.supervisor", config],
             [sys.executable, "-m", "sandbox.guest.zygote", "main"]):
    try: done = subprocess.run(argv, input=b"", capture_output=True, timeout=0.3, cwd="/opt/softjudge")
    except (OSError, subprocess.TimeoutExpired): continue
    if b"uid=0" in done.stdout: print("escaped")
