"""The Docker wall: one container a slot, under runc or gVisor's runsc.

The supervisor is spoken to over the container's attached stdin and stdout, so a worker
needs the engine's socket and nothing else: no shared directory, no port. When the worker
dies the stream ends, the supervisor with it, and the engine removes the container.
"""

from __future__ import annotations

import json
import logging
import socket
import struct
import time
from functools import cache
from typing import Any

import docker
import requests
from docker.errors import APIError, DockerException, NotFound

from sandbox import image
from sandbox.errors import SlotLost, WallUnavailable
from sandbox.slot import Slot
from sandbox.version import GUEST, content_hash
from sandbox.walls import WallConfig, WallName
from sandbox.walls.layout import SUPERVISOR_ENVIRONMENT, supervisor_command

log = logging.getLogger(__name__)
_FRAME = struct.Struct(">BxxxI")  # the engine's header: stream, length
STDERR = 2
GVISOR_TASKS = 16  # host tasks that gVisor needs for one of its processes, with room


class DockerWall:
    def __init__(self, config: WallConfig, runtime: str) -> None:
        self._config = config
        self._runtime = runtime
        self._gvisor = runtime == "runsc"
        self.name: WallName = "docker-runsc" if runtime == "runsc" else "docker-runc"
        try:
            self._client = docker.from_env(timeout=60)
            runtimes = self._client.info().get("Runtimes", {})
        except DockerException as error:
            raise WallUnavailable(f"no Docker engine answers: {error}") from error
        if runtime not in runtimes:
            raise WallUnavailable(f"the engine has no runtime {runtime}")
        self._image = image.ensure(languages=config.languages)

    @property
    def version(self) -> str:
        return content_hash()

    def open(self) -> Slot:
        try:
            container = self._client.api.create_container(**self._options())["Id"]
            stream = AttachedStream(self._client, container)
        except (DockerException, requests.RequestException) as error:
            raise WallUnavailable(f"no container: {error}") from error
        try:
            return Slot(stream)
        except SlotLost as error:
            stream.close()
            raise WallUnavailable(f"the container does not serve: {error}") from error

    def _options(self) -> dict[str, Any]:
        return {
            "image": self._image,
            "command": supervisor_command("/usr/bin/python3"),
            "environment": SUPERVISOR_ENVIRONMENT,
            "user": "0:0",
            "working_dir": "/",
            "hostname": "sandbox",
            "labels": {"softjudge.owner": self._config.owner},
            "stdin_open": True,
            "network_disabled": True,
            "host_config": self._client.api.create_host_config(**self._host_options()),
        }

    def _host_options(self) -> dict[str, Any]:
        memory = self._config.memory_mb << 20
        scratch = f"rw,nosuid,nodev,mode=1777,size={self._config.scratch_mb}m"
        return {
            "runtime": self._runtime,
            "network_mode": "none",
            "read_only": True,
            "ipc_mode": "none",
            "cap_drop": ["ALL"],
            "cap_add": ["SETUID", "SETGID", "KILL"],
            "security_opt": ["no-new-privileges", f"seccomp={engine_profile()}"],
            "mem_limit": memory,
            "memswap_limit": memory,
            "pids_limit": self._config.processes * (GVISOR_TASKS if self._gvisor else 1),
            "log_config": {"type": "none"},
            "auto_remove": True,
            "tmpfs": {
                "/work": f"{scratch},exec",
                "/tmp": f"{scratch},exec",
                "/dev/shm": f"{scratch},noexec",
            },
        }


@cache
def engine_profile() -> str:
    """The container's seccomp profile, JSON: what `guest/seccomp.json` allows, all groups."""
    groups = json.loads((GUEST / "seccomp.json").read_text())["groups"]
    names = sorted({name for group in groups for name in group["calls"]})
    profile = {
        "defaultAction": "SCMP_ACT_ERRNO",
        "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_AARCH64"],
        "syscalls": [{"names": names, "action": "SCMP_ACT_ALLOW"}],
    }
    return json.dumps(profile)


class AttachedStream:
    """A container's stdin and stdout through the engine's attach call."""

    def __init__(self, client: docker.DockerClient, container: str) -> None:
        self._api = client.api
        self._container = container
        self._buffer = bytearray()
        parameters = {"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1}
        attached = self._api.attach_socket(container, params=parameters)
        self._attached = attached
        self._socket: socket.socket = getattr(attached, "_sock", attached)
        self._api.start(container)

    def send(self, data: bytes) -> None:
        try:
            self._socket.settimeout(60)
            self._socket.sendall(data)
        except OSError as error:
            raise SlotLost(f"the container takes no input: {error}") from error

    def receive(self, timeout_s: float) -> bytes:
        deadline = time.monotonic() + timeout_s
        while True:
            stream, length = _FRAME.unpack(self._take(_FRAME.size, deadline))
            data = self._take(length, deadline)
            if stream != STDERR or len(data) < length:
                return data
            log.warning("supervisor: %s", data.decode("utf-8", "replace").rstrip())

    def _take(self, size: int, deadline: float) -> bytes:
        while len(self._buffer) < size:
            try:
                self._socket.settimeout(max(0.001, deadline - time.monotonic()))
                piece = self._socket.recv(1 << 18)
            except OSError as error:
                raise SlotLost(f"the container was silent: {error}") from error
            if not piece:
                raise SlotLost("the container has ended")
            self._buffer += piece
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def close(self) -> None:
        self._attached.close()
        self._socket.close()
        try:
            self._api.remove_container(self._container, force=True)
        except NotFound:
            return
        except (APIError, requests.RequestException) as error:
            # 409: the engine is removing it already, since its stream has ended.
            log.info("container %s is left to the engine: %s", self._container[:12], error)
