"""The sandbox image: built from this package, named by the content of what is in it."""

from __future__ import annotations

import io
import logging
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import docker
from docker.errors import BuildError, DockerException, ImageNotFound

from sandbox.errors import ImageError
from sandbox.version import GUEST, RECIPE, content_hash

log = logging.getLogger(__name__)
Languages = Literal["base", "full"]  # which of the Dockerfile's sets
BUILD_S = 1800
REPOSITORY = "softjudge-sandbox"
PUBLIC_BASE = "debian:bookworm-slim"
LOCAL_BASE = "softjudge-base:bookworm"
MAKE_BASE = Path(__file__).parent / "make-base.sh"


@dataclass(frozen=True, slots=True)
class ImageStatus:
    tag: str
    present: bool  # any version of the image is there
    current: bool  # this version is


def tag(languages: Languages = "base") -> str:
    return f"{REPOSITORY}:{content_hash()}-{languages}"


def status(client: docker.DockerClient | None = None, languages: Languages = "base") -> ImageStatus:
    """Raises ImageError when no engine answers."""
    try:
        client = client or docker.from_env()
        versions = client.images.list(name=REPOSITORY)
    except DockerException as error:
        raise ImageError(f"no Docker engine answers: {error}") from error
    name = tag(languages)
    current = any(name in image.tags for image in versions)
    return ImageStatus(name, bool(versions), current)


def ensure(
    client: docker.DockerClient | None = None,
    base: str | None = None,
    languages: Languages = "base",
) -> str:
    """The image's tag; builds it first if it is not there. Raises ImageError."""
    name = tag(languages)
    try:
        client = client or docker.from_env(timeout=BUILD_S)
    except DockerException as error:
        raise ImageError(f"no Docker engine answers: {error}") from error
    if status(client, languages).current:
        return name
    base = base or find_base(client)
    log.info("building %s on %s", name, base)
    try:
        client.images.build(
            fileobj=_context(),
            custom_context=True,
            dockerfile="Dockerfile",
            tag=name,
            buildargs={"BASE_IMAGE": base, "LANGUAGES": languages},
            rm=True,
            forcerm=True,
        )
    except BuildError as error:
        last = [line.get("stream") or line.get("error") or "" for line in error.build_log][-5:]
        raise ImageError(f"building {name} failed: {''.join(last).strip()}") from error
    except DockerException as error:
        raise ImageError(f"building {name} failed: {error}") from error
    return name


def find_base(client: docker.DockerClient) -> str:
    """The public base if it is here or can be pulled, else one made of Debian's packages."""
    for name in (PUBLIC_BASE, LOCAL_BASE):
        try:
            client.images.get(name)
            return name
        except ImageNotFound:
            continue
    try:
        client.images.pull(PUBLIC_BASE)
        return PUBLIC_BASE
    except DockerException as error:
        log.info("%s cannot be pulled (%s); making a base", PUBLIC_BASE, error)
    if shutil.which("mmdebstrap") is None:
        raise ImageError(
            f"{PUBLIC_BASE} cannot be pulled, and to make a base without a registry "
            "mmdebstrap is missing: apt-get install mmdebstrap"
        )
    made = subprocess.run([str(MAKE_BASE), LOCAL_BASE], capture_output=True, text=True, check=False)
    if made.returncode != 0:
        raise ImageError(f"make-base.sh failed: {made.stderr.strip()[-500:]}")
    return LOCAL_BASE


def _context() -> io.BytesIO:
    """The build context as a tar: the recipe and the guest, nothing else."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for path in RECIPE:
            archive.add(path, path.name)
        for path in [*GUEST.glob("*.py"), *GUEST.glob("*.json")]:
            archive.add(path, f"guest/{path.name}")
    buffer.seek(0)
    return buffer
