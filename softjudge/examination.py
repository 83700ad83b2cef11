"""The findings of `softjudge doctor`: what this machine can judge with, and what is in force."""

from __future__ import annotations

from dataclasses import dataclass

import redis
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

import sandbox.image
from sandbox.errors import SandboxError
from sandbox.version import content_hash
from sandbox.walls import WallStatus, choose_wall, probe
from service.settings import Settings
from service.worker.process import wall_config

_PING_S = 3.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report; `good` None where neither is."""

    subject: str
    good: bool | None
    words: str


def examine(settings: Settings, console: Console) -> bool:
    """Prints the report. True when a wall works, that is, when programs can be judged here."""
    with console.status("trying the sandbox walls"):
        statuses = probe()
        chosen = _chosen(settings)
    findings = [*_walls(statuses, chosen), _image(statuses), _code(), _redis(settings.redis_url)]
    console.print(Group(_report(findings), Text(), _limits(settings)))
    return chosen is not None


def _chosen(settings: Settings) -> str | None:
    """Name of the wall that a worker with these settings would use."""
    try:
        return choose_wall(wall_config(settings)).name
    except SandboxError:
        return None


def _walls(statuses: list[WallStatus], chosen: str | None) -> list[Finding]:
    def words(status: WallStatus) -> str:
        if status.name == chosen:
            return "works; in force"
        return "works" if status.usable else status.reason

    return [Finding(f"wall {each.name}", each.usable, words(each)) for each in statuses]


def _image(statuses: list[WallStatus]) -> Finding:
    subject = "sandbox image"
    try:
        image = sandbox.image.status()
    except SandboxError as error:
        # Without an engine there is no image to look for, and bubblewrap needs none.
        needed = any(each.usable and each.name.startswith("docker") for each in statuses)
        return Finding(subject, False if needed else None, str(error))
    if not image.present:
        return Finding(subject, False, f"{image.tag} is absent; build it: softjudge image")
    if not image.current:
        return Finding(subject, False, f"{image.tag} is out of date; build it: softjudge image")
    return Finding(subject, True, f"{image.tag}, current")


def _code() -> Finding:
    return Finding("sandbox version", None, content_hash())


def _redis(url: str) -> Finding:
    """`softjudge up` brings its own, so that an absent one is no fault by itself."""
    with redis.Redis.from_url(url, socket_timeout=_PING_S, socket_connect_timeout=_PING_S) as link:
        try:
            version = link.info("server")["redis_version"]
        except redis.RedisError as error:
            return Finding("Redis", None, f"none at {url} ({error}); `softjudge up` brings its own")
    return Finding("Redis", True, f"{url}, version {version}")


def _report(findings: list[Finding]) -> Table:
    marks = {True: Text("ok", "green"), False: Text("no", "red"), None: Text("-", "dim")}
    table = Table("", "what", "state", show_edge=False, pad_edge=False)
    table.columns[2].overflow = "fold"
    for each in findings:
        table.add_row(marks[each.good], each.subject, Text(each.words))
    return table


def _limits(settings: Settings) -> Table:
    table = Table("limit", "default", "largest", show_edge=False, pad_edge=False)
    largest = settings.max_limits.model_dump()
    for name, default in settings.default_limits.model_dump().items():
        table.add_row(name, f"{default:g}", f"{largest[name]:g}")
    table.add_row("deadline_s", f"{settings.default_deadline_s:g}", f"{settings.max_deadline_s:g}")
    return table
