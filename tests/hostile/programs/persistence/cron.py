# attacks: the host, by tables of jobs and of services
# frame: twice
# twice-refused: passed, at most 1
import os
PATHS = ("/etc/cron.d/x", "/var/spool/cron/crontabs/root", "/etc/systemd/system/x.service", "/etc/ld.so.preload", "/etc/profile.d/x.sh",
         "/etc/rc.local", "/var/spool/at/x")
def leave():
    for path in PATHS:
        try: open(path, "w").close()
        except OSError: continue
        return True
    raise PermissionError
def look(): return any(os.path.exists(path) for path in PATHS)
