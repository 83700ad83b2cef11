# attacks: the machine, by the devices that are there
# confined: passed, at most 1
import glob, os
harmless = {"null", "zero", "full", "random", "urandom", "fd", "stdin", "stdout", "stderr", "shm"}
for path in glob.glob("/dev/*") + ["/dev/mem", "/dev/kmsg", "/dev/kvm", "/dev/fuse", "/dev/net/tun",
        "/dev/sda", "/dev/vda", "/dev/loop-control", "/dev/tty", "/dev/console", "/dev/pts/0", "/dev/vsock"]:
    if os.path.basename(path) in harmless or not os.path.exists(path): continue
    for mode in (os.O_RDONLY, os.O_WRONLY):
        try: fd = os.open(path, mode | os.O_NONBLOCK)
        except OSError: continue
        if not os.path.isdir(path): print("escaped", path)
