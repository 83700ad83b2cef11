# attacks: directories of the host, by names that are common there
# frame: hunt
# hunt: passed, at most 1
def search():
    found = []
    for top in ("/root/.ssh", "/root/.docker", "/root/.config", "/home", "/var/log", "/var/lib/docker", "/boot",
                "/etc/ssl/private", "/run/secrets", "/var/run/secrets/kubernetes.io", "/etc/kubernetes"):
        try: found += [top] if os.listdir(top) else []
        except OSError: continue
        walk(top, found)
    return found
