"""What the engine says of a running slot's container: read back, not taken from our request."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

import docker
import pytest

from sandbox.walls import WallConfig, choose_wall
from tests.sandbox.behind import wait_until

pytestmark = pytest.mark.docker
CONFIG = WallConfig(wall="docker-runc", memory_mb=900, processes=77, scratch_mb=33)


@pytest.fixture(scope="module")
def engine() -> docker.DockerClient:
    return docker.from_env()


@pytest.fixture(scope="module")
def container(engine: docker.DockerClient) -> Iterator[dict[str, Any]]:
    """`docker inspect` of a slot that serves."""
    owner = f"tests-{uuid.uuid4().hex[:12]}"
    config = WallConfig(
        CONFIG.wall, CONFIG.memory_mb, CONFIG.processes, CONFIG.scratch_mb, owner=owner
    )
    wall = choose_wall(config)
    filters = {"label": f"softjudge.owner={owner}"}
    wait_until(lambda: not engine.api.containers(all=True, filters=filters))
    slot = wall.open()
    (found,) = engine.api.containers(filters=filters)
    yield engine.api.inspect_container(found["Id"])
    slot.close()


@pytest.fixture(scope="module")
def host(container: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = container["HostConfig"]
    return found


def test_it_runs(container: dict[str, Any]) -> None:
    assert container["State"]["Running"]
    assert not container["State"]["OOMKilled"]


def test_no_network(container: dict[str, Any], host: dict[str, Any]) -> None:
    assert host["NetworkMode"] == "none"
    assert set(container["NetworkSettings"]["Networks"]) <= {"none"}
    assert not container["NetworkSettings"]["IPAddress"]
    assert not host["PortBindings"]
    assert not host["Links"]


def test_nothing_of_the_host_is_inside(container: dict[str, Any], host: dict[str, Any]) -> None:
    assert host["ReadonlyRootfs"] is True
    assert not host["Binds"]
    assert not host["VolumesFrom"]
    assert not host["Devices"]
    assert not host["DeviceRequests"]
    assert container["Mounts"] == []
    assert host["Privileged"] is False
    for namespace in ("PidMode", "UTSMode", "UsernsMode"):
        assert host[namespace] == ""
    assert host["IpcMode"] == "none"
    assert host["CgroupnsMode"] in ("private", "host")  # by cgroup version; never another's


def test_capabilities(host: dict[str, Any]) -> None:
    assert host["CapDrop"] == ["ALL"]
    assert {name.removeprefix("CAP_") for name in host["CapAdd"]} == {"SETUID", "SETGID", "KILL"}


def test_security_options(host: dict[str, Any]) -> None:
    options = host["SecurityOpt"]
    assert "no-new-privileges" in options
    assert not any("unconfined" in option for option in options)
    assert len([option for option in options if option.startswith("seccomp=")]) == 1


def test_seccomp_profile(host: dict[str, Any]) -> None:
    """Refuses by default, allows no call that could open a way out, and has no exceptions."""
    (option,) = (o for o in host["SecurityOpt"] if o.startswith("seccomp="))
    profile = json.loads(option.removeprefix("seccomp="))
    assert profile["defaultAction"] == "SCMP_ACT_ERRNO"
    assert [rule["action"] for rule in profile["syscalls"]] == ["SCMP_ACT_ALLOW"]
    allowed = set(profile["syscalls"][0]["names"])
    assert {"read", "clone", "execve", "landlock_restrict_self"} <= allowed
    assert not allowed & {
        *("ptrace", "mount", "umount2", "pivot_root", "unshare", "setns", "chroot", "bpf"),
        *("io_uring_setup", "userfaultfd", "perf_event_open", "keyctl", "add_key", "request_key"),
        *("process_vm_readv", "process_vm_writev", "pidfd_getfd", "memfd_secret", "shmget"),
        *("msgget", "semget", "mq_open", "mknod", "mknodat", "chown", "fchown", "fchownat"),
        *("init_module", "finit_module", "kexec_load", "open_by_handle_at", "personality"),
        *("name_to_handle_at", "quotactl", "reboot", "swapon", "syslog", "acct", "iopl", "ioperm"),
    }


def test_memory_without_swap(host: dict[str, Any]) -> None:
    assert host["Memory"] == CONFIG.memory_mb << 20
    assert host["MemorySwap"] == host["Memory"]
    assert host["OomKillDisable"] in (False, None)


def test_processes_are_bounded(host: dict[str, Any]) -> None:
    assert host["PidsLimit"] == CONFIG.processes


def test_scratch_space(host: dict[str, Any]) -> None:
    assert set(host["Tmpfs"]) == {"/work", "/tmp", "/dev/shm"}
    for options in host["Tmpfs"].values():
        flags = set(options.split(","))
        assert {"nosuid", "nodev", f"size={CONFIG.scratch_mb}m", "mode=1777"} <= flags


def test_nothing_is_logged_and_nothing_stays(host: dict[str, Any]) -> None:
    assert host["LogConfig"]["Type"] == "none"
    assert host["AutoRemove"] is True
    assert host["RestartPolicy"]["Name"] in ("", "no")


def test_environment_and_command(container: dict[str, Any]) -> None:
    config = container["Config"]
    names = {entry.split("=")[0] for entry in config["Env"]}
    assert names == {"PATH", "LANG", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}
    assert config["User"] == "0:0"
    assert config["Hostname"] == "sandbox"
    assert config["Tty"] is False
    assert config["StdinOnce"] is True  # its input ends with the one who attached
    assert config["Cmd"][-2] == "sandbox.guest.supervisor"


def test_the_image_holds_no_set_user_programs(
    engine: docker.DockerClient, container: dict[str, Any]
) -> None:
    found = engine.containers.run(
        container["Image"],
        ["find", "/", "-xdev", "-perm", "/6000", "-type", "f"],
        network_mode="none",
        remove=True,
    )
    assert found == b""
