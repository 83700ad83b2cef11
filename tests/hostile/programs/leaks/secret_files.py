# attacks: files that only root should read
# frame: hunt
# hunt: passed, at most 1
def search():
    found = []
    for path in ("/etc/shadow", "/etc/gshadow", "/etc/sudoers", "/root/.bash_history", "/proc/kcore", "/proc/kmsg",
                 "/dev/mem", "/dev/kmsg", "/proc/kallsyms", "/proc/keys", "/sys/kernel/notes", "/proc/vmallocinfo"):
        try: data = open(path, "rb", buffering=0).read(4096)
        except OSError: continue
        # Addresses of the kernel are shown as zeros to those who may not know them.
        if path == "/proc/kallsyms" and all(line.startswith(b"0000000000000000") for line in data.splitlines()[:-1]): continue
        if path == "/proc/keys" and not data: continue
        if path == "/sys/kernel/notes": continue
        found.append(path)
    return found
