# attacks: the system, by writing, renaming and removing where it must not
# confined: passed, at most 1
import os
def append(path): os.open(path, os.O_WRONLY | os.O_APPEND)
def create(path): os.open(path, os.O_WRONLY | os.O_CREAT, 0o666)
for path in ("/", "/etc", "/usr", "/usr/bin", "/usr/lib/python3", "/opt", "/opt/softjudge", "/var",
             "/var/tmp", "/run", "/root", "/home", "/proc", "/sys", "/dev", "/work/program", "/opt/packages",
             "/usr/local/lib", "/lib", "/boot", "/mnt", "/srv"):
    try:
        create(f"{path}/planted")
        print("escaped", path)
    except OSError: pass
for path in ("/etc/passwd", "/etc/ld.so.cache", "/usr/bin/python3", "/usr/lib/os-release", os.__file__,
             "/opt/softjudge/sandbox/guest/harness.py", "/opt/softjudge/sandbox/guest/seccomp.json"):
    for attempt in (lambda: append(path), lambda: os.truncate(path, 0), lambda: os.unlink(path),
                    lambda: os.rename(path, "/tmp/x"), lambda: os.chmod(path, 0o777)):
        try:
            attempt()
            print("escaped", path)
        except OSError: pass
for path in ("/tmp", "/work", "/dev/shm", "/proc", "/usr"):
    for attempt in (lambda: os.rmdir(path), lambda: os.rename(path, "/tmp/y"), lambda: os.chmod(path, 0)):
        try:
            attempt()
            print("escaped", path)
        except OSError: pass
