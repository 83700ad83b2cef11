# attacks: the host's disks, by flushing them for ever
# always
# bounded: runtime_error
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
while libc.syscall(306, 0) == 0 or libc.syscall(162) == 0: pass
raise PermissionError
