# attacks: names of the machine and its secrets, by identifiers
# frame: hunt
# hunt: passed, at most 1
import socket
def search():
    found = [name for name in (socket.gethostname(), os.uname().nodename) if name != "sandbox"]
    for path in ("/etc/machine-id", "/var/lib/dbus/machine-id", "/sys/class/dmi/id/product_uuid", "/etc/hostname", "/etc/hosts",
                 "/sys/devices/virtual/dmi/id/board_serial"):
        look(path, found)
    return found
