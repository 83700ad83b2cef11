"""The languages: how a source text becomes a running program. One entry each.

Placeholders in commands: {source} the source file, {build} the compiler's directory,
{memory_mb} the problem's memory limit. A compiler runs in {build}; a program with a private
directory of its own as its working directory.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Language:
    name: str
    file: str  # name of the source file
    run: tuple[str, ...] = ()  # empty: the Python zygotes run it
    compile: tuple[str, ...] = ()  # empty: nothing to compile
    environment: dict[str, str] = field(default_factory=dict)
    # Runtimes that reserve far more address space than they use cannot live under a data
    # limit; the supervisor's watch and the container's cgroup bound them alone.
    reserves_memory: bool = False
    processes: int = 0  # threads that the runtime starts for itself, on top of the limit
    requires: tuple[str, ...] = ()  # further executables
    links: tuple[tuple[bytes, str], ...] = ()  # (text in the source, linker flag that it needs)

    def wants_numeric(self, source: bytes) -> bool:
        """Whether a Python program is better forked from the zygote that has numpy loaded."""
        return self.name == "python" and _NUMERIC.search(source) is not None

    @property
    def needs(self) -> set[str]:
        """Executables without which a machine does not have the language."""
        commands = {command[0] for command in (self.compile, self.run) if command}
        return (commands | set(self.requires)) - {"{build}/main"}

    def file_for(self, source: bytes) -> str:
        """The source file's name; Java wants its public class's."""
        if self.name != "java":
            return self.file
        found = re.search(rb"^\s*public\s+(?:final\s+|abstract\s+)*class\s+(\w+)", source, re.M)
        return f"{found[1].decode('ascii', 'replace')}.java" if found else self.file

    def command(
        self, template: tuple[str, ...], source_path: str, build: str, memory_mb: int, source: bytes
    ) -> list[str]:
        """`compile` or `run` with its placeholders filled, and linker flags if it links."""
        names = {
            "source": source_path,
            "build": build,
            "memory_mb": memory_mb,
            "stem": os.path.splitext(os.path.basename(source_path))[0],
        }
        flags = (
            [flag for text, flag in self.links if text in source]
            if template is self.compile
            else []
        )
        return [*(word.format_map(names) for word in template), *flags]


_NUMERIC = re.compile(rb"^\s*(?:import|from)\s+(?:numpy|scipy|pandas)\b", re.M)
OPENSSL = ((b"openssl/", "-lcrypto"),)
# Rust crates of the full image, as its Dockerfile builds them.
CRATES = (
    (b"rand", "--extern=rand=/opt/crates/librand.rlib"),
    (b"regex", "--extern=regex=/opt/crates/libregex.rlib"),
    (b"md5", "--extern=md5=/opt/crates/libmd5.rlib"),
)


def _compiled(name: str, file: str, *compile: str, **more: object) -> Language:  # noqa: A002
    return Language(name, file, ("{build}/main",), compile, **more)  # type: ignore[arg-type]


def _script(name: str, file: str, *run: str, **more: object) -> Language:
    return Language(name, file, (*run, "{source}"), **more)  # type: ignore[arg-type]


_GPP = ("g++", "-O2", "-pipe", "-o", "main")
_JAVA = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss64m", "-XX:-UsePerfData")
_GO = {"GOCACHE": "{build}/.cache", "GOPATH": "/usr/share/gocode", "GO111MODULE": "off",
       "GOFLAGS": "-p=1", "GOMAXPROCS": "2"}  # fmt: skip

ALL = (
    Language("python", "main.py"),
    _compiled("c", "main.c", "gcc", "-O2", "-std=gnu17", "-pipe", "-o", "main", "{source}", "-lm",
              links=OPENSSL),
    _compiled("cpp", "main.cpp", *_GPP, "-std=gnu++17", "{source}", links=OPENSSL),
    _compiled("cpp20", "main.cpp", *_GPP, "-std=gnu++20", "{source}", links=OPENSSL),
    Language(
        "java", "Main.java", reserves_memory=True, processes=48,
        compile=("javac", "-J-Xmx512m", "-J-XX:+UseSerialGC", "-J-XX:-UsePerfData",
                 "-encoding", "UTF-8", "-d", "{build}", "{source}"),
        run=("java", *_JAVA, "-Xmx{memory_mb}m", "-cp", "{build}", "{stem}"),
    ),
    _script("javascript", "main.js", "node", "--max-old-space-size={memory_mb}",
            "--stack-size=65500", reserves_memory=True, processes=16),
    Language(
        "typescript", "main.ts", reserves_memory=True, processes=16,
        compile=("tsc", "--target", "es2020", "--module", "commonjs", "--skipLibCheck",
                 "--typeRoots", "/usr/share/nodejs/@types", "--types", "node",
                 "--outDir", "{build}", "{source}"),
        run=("node", "--max-old-space-size={memory_mb}", "--stack-size=65500", "{build}/main.js"),
    ),
    _compiled("go", "main.go", "sh", "-c", "cp -r /opt/gocache {build}/.cache 2>/dev/null; "
              "exec go build -o main {source}", environment=_GO, requires=("go",),
              reserves_memory=True, processes=24),
    _compiled("rust", "main.rs", "rustc", "--edition", "2021", "-O", "-L", "/opt/crates", "-o",
              "main", "{source}", links=CRATES),
    _script("bash", "main.sh", "bash"),
    _script("ruby", "main.rb", "ruby", processes=4),
    _script("perl", "main.pl", "perl"),
    _script("php", "main.php", "php", "-d", "display_errors=stderr", "-d", "memory_limit=-1"),
    Language(
        "csharp", "main.cs", reserves_memory=True, processes=16,
        compile=("mcs", "-optimize+", "-r:System.Numerics", "-r:System.Core",
                 "-out:{build}/main.exe", "{source}"),
        run=("mono", "{build}/main.exe"),
    ),
    _script("lua", "main.lua", "lua5.4"),
    _compiled("haskell", "main.hs", "ghc", "-O1", "-v0", "-outputdir", "{build}/o", "-o",
              "{build}/main", "{source}", reserves_memory=True, processes=4),
    # Its compiler writes beside the source, which is not the compiler's to write to.
    _compiled("ocaml", "main.ml", "sh", "-c", "cp {source} {build}/main.ml && "
              "ocamlopt -O3 -w -a unix.cmxa str.cmxa -o {build}/main {build}/main.ml",
              requires=("ocamlopt",)),
    _script("r", "main.R", "Rscript", "--vanilla"),
)  # fmt: skip

LANGUAGES = {language.name: language for language in ALL}


def available() -> list[str]:
    """The languages whose commands are installed here."""
    path = "/usr/local/bin:/usr/bin:/bin"
    return [
        language.name
        for language in ALL
        if all(shutil.which(command, path=path) for command in language.needs)
    ]
