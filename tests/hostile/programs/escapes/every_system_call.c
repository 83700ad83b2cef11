// attacks: the filter, by every number that is no part of ordinary programs
// always
// confined: passed, at most 1
#include <errno.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>
static const short calls[] = {
    SYS_ptrace, SYS_syslog, SYS_acct, SYS_settimeofday, SYS_adjtimex, SYS_clock_settime,
    SYS_clock_adjtime, SYS_swapon, SYS_swapoff, SYS_reboot, SYS_sethostname, SYS_setdomainname,
    SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_quotactl,
    SYS_personality, SYS_ioprio_set, SYS_migrate_pages, SYS_move_pages, SYS_mbind,
    SYS_set_mempolicy, SYS_remap_file_pages, SYS_vmsplice, SYS_name_to_handle_at,
    SYS_open_by_handle_at, SYS_fanotify_init, SYS_inotify_init1, SYS_lookup_dcookie, SYS_kcmp,
    SYS_mknod, SYS_mknodat, SYS_chown, SYS_fchown, SYS_lchown, SYS_fchownat, SYS_setxattr,
    SYS_lsetxattr, SYS_fsetxattr, SYS_removexattr, SYS_sync, SYS_syncfs, SYS_io_setup,
    SYS_vhangup, SYS_unshare, SYS_setns, SYS_seccomp, SYS_capset, SYS_landlock_create_ruleset,
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_userfaultfd, SYS_memfd_create,
#ifdef __x86_64__
    SYS_modify_ldt, SYS_iopl, SYS_ioperm, SYS_uselib, SYS_ustat, SYS_sysfs, SYS_create_module,
    SYS_inotify_init, SYS__sysctl, SYS_nfsservctl, SYS_get_kernel_syms, SYS_query_module,
#endif
};
int main(void) {
    for (unsigned i = 0; i < sizeof calls / sizeof *calls; i++) {
        errno = 0;
        if (syscall(calls[i], 0, 0, 0, 0, 0, 0) != -1 || errno != EPERM)
            printf("escaped %d %d\n", calls[i], errno);
    }
    return 0;
}
