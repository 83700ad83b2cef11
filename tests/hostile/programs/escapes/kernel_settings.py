# attacks: the kernel, by its settings
# confined: passed, at most 1
import glob, os
paths = ["/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern", "/proc/sys/kernel/modprobe",
         "/proc/sys/vm/overcommit_memory", "/proc/sys/fs/binfmt_misc/register", "/proc/sys/kernel/hostname",
         "/sys/kernel/uevent_helper", "/sys/power/state", "/sys/kernel/mm/transparent_hugepage/enabled",
         "/proc/irq/default_smp_affinity", "/proc/mtrr", "/proc/acpi/wakeup"]
for path in paths + glob.glob("/proc/sys/*/*")[:300]:
    try:
        os.open(path, os.O_WRONLY)
        print("escaped", path)
    except OSError: pass
