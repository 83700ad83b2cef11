# attacks: the host, by the sockets of container engines
# confined: passed, at most 1
import os, socket
for path in ("/var/run/docker.sock", "/run/docker.sock", "/run/containerd/containerd.sock",
             "/run/podman/podman.sock", "/run/systemd/private", "/run/dbus/system_bus_socket",
             "/run/user/0/bus", "/tmp/.X11-unix/X0", "/var/run/crio/crio.sock"):
    try:
        s = socket.socket(socket.AF_UNIX)
        s.connect(path)
        print("escaped", path)
    except OSError: pass
    if os.path.exists(path): print("escaped")
