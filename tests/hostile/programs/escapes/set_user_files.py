# attacks: privileges, by set-user programs of its own and of the system
# confined: passed, at most 1
import glob, os, shutil, stat, subprocess
shutil.copy("/usr/bin/id", "own")
os.chmod("own", 0o6777)
found = ["./own"]
for path in glob.glob("/usr/bin/*") + glob.glob("/usr/sbin/*") + glob.glob("/usr/lib/*/*"):
    try:
        if os.stat(path).st_mode & (stat.S_ISUID | stat.S_ISGID): found.append(path)
    except OSError: pass
for path in found:
    try: done = subprocess.run([path, "-u"], stdin=0, capture_output=True, timeout=1)
    except (OSError, subprocess.TimeoutExpired): continue
    if done.stdout.strip() == b"0": print("escaped", path)
for path in ("su", "sudo", "mount", "newgrp", "pkexec"):
    try: done = subprocess.run([path, "-c", "id -u"], stdin=0, capture_output=True, timeout=1)
    except (OSError, subprocess.TimeoutExpired): continue
    if done.stdout.strip() == b"0": print("escaped", path)
