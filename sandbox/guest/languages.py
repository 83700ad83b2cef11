"""The languages: how a source text becomes a running program. One entry each.

Placeholders in commands: {source} the source file, {build} the compiler's directory, {main}
the class to start, {memory_mb} the problem's memory limit. A compiler runs in {build}; a
program with a private directory of its own as its working directory.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.guest import sources


@dataclass(frozen=True, slots=True)
class Runtime:
    """What a language's runtime takes for itself, on top of the program's limits.

    One that reserves far more address space than it uses cannot live under a data limit; the
    supervisor's watch and the container's cgroup bound it alone.
    """

    reserves_memory: bool = False
    threads: int = 0
    memory_mb: int = 0  # MiB, where the heap alone may have the size of the limit


NATIVE = Runtime()
JVM = Runtime(True, 48, 128)
NODE = Runtime(True, 16, 64)
GO = Runtime(True, 24)
MONO = Runtime(True, 16)
GHC = Runtime(True, 4)
RUBY = Runtime(threads=4)


@dataclass(frozen=True, slots=True)
class Language:
    name: str
    file: str  # name of the source file
    run: tuple[str, ...] = ()  # empty: the Python zygotes run it
    compile: tuple[str, ...] = ()  # empty: nothing to compile
    environment: dict[str, str] = field(default_factory=dict)
    runtime: Runtime = NATIVE
    requires: tuple[str, ...] = ()  # further executables
    links: tuple[tuple[bytes, str], ...] = ()  # (text in the source, linker flag that it needs)

    # Where the source decides: its file's name, and the class to start.
    file_of: Callable[[bytes], str] | None = None
    main_of: Callable[[bytes], str] | None = None

    @property
    def needs(self) -> set[str]:
        """Executables without which a machine does not have the language."""
        commands = {command[0] for command in (self.compile, self.run) if command}
        return (commands | set(self.requires)) - {"{build}/main"}

    def file_for(self, source: bytes) -> str:
        """The name of the source file."""
        return self.file_of(source) if self.file_of else self.file

    def command(
        self, template: tuple[str, ...], source_path: str, build: str, memory_mb: int, source: bytes
    ) -> list[str]:
        """`compile` or `run` with its placeholders filled, and linker flags if it links."""
        names = {
            "source": source_path,
            "build": build,
            "memory_mb": memory_mb,
            "main": self.main_of(source) if self.main_of else "",
        }
        flags = (
            [flag for text, flag in self.links if text in source]
            if template is self.compile
            else []
        )
        return [*(word.format_map(names) for word in template), *flags]


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


# What the image's precompile.sh made with the same options, or its wall; an absent directory
# is none to g++.
_GPP = ("g++", "-O2", "-pipe", "-o", "main")
_CPP17 = ("-std=gnu++17", "-I/opt/precompiled/gnu++17")
_CPP20 = ("-std=gnu++20", "-I/opt/precompiled/gnu++20")
# The optimizing compiler costs a short run nothing and a long one less than it saves; a
# compiler written in Java is too short a run for it.
_JAVA = ("java", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xss64m", "-Xmx{memory_mb}m")
_JAVAC = ("-J-XX:+UseSerialGC", "-J-XX:-UsePerfData", "-J-XX:TieredStopAtLevel=1", "-J-Xss16m",
          "-J-Xmx768m", "-J-XX:-PrintWarnings")  # fmt: skip
_NODE = ("node", "--max-old-space-size={memory_mb}", "--stack-size=65500")
_GO_ENVIRONMENT = {"GOCACHE": "{build}/.cache", "GOPATH": "/usr/share/gocode", "GO111MODULE": "off",
       "GOFLAGS": "-p=1", "GOMAXPROCS": "2"}  # fmt: skip

ALL = (
    Language("python", "main.py"),
    _compiled("c", "main.c", "gcc", "-O2", "-std=gnu17", "-pipe", "-o", "main", "{source}", "-lm",
              links=OPENSSL),
    _compiled("cpp", "main.cpp", *_GPP, *_CPP17, "{source}", links=OPENSSL),
    _compiled("cpp20", "main.cpp", *_GPP, *_CPP20, "{source}", links=OPENSSL),
    Language(
        "java", "Main.java", runtime=JVM,
        file_of=sources.java_file, main_of=sources.java_main,
        compile=("javac", *_JAVAC, "-encoding", "UTF-8", "-d", "{build}", "{source}"),
        run=(*_JAVA, "-cp", "{build}", "{main}"),
    ),
    Language(
        "kotlin", "Main.kt", runtime=JVM, main_of=sources.kotlin_main,
        compile=("kotlinc", *_JAVAC, "-nowarn", "-no-reflect", "-d", "{build}", "{source}"),
        run=(*_JAVA, "-cp", "{build}:/usr/share/java/kotlin-stdlib.jar", "{main}"),
    ),
    # Its compiler names the main class in the archive, if there is exactly one.
    Language(
        "scala", "Main.scala", runtime=JVM,
        compile=("scalac", *_JAVAC, "-nowarn", "-d", "{build}/main.jar", "{source}"),
        run=(*_JAVA, "-Xbootclasspath/a:/usr/share/java/scala-library.jar",
             "-jar", "{build}/main.jar"),
    ),
    _script("javascript", "main.js", *_NODE, file_of=sources.javascript_file, runtime=NODE),
    # A file without imports is a module too: its names are not the browser's.
    Language(
        "typescript", "main.ts", runtime=NODE,
        compile=("tsc", "--target", "es2022", "--module", "commonjs", "--moduleDetection", "force",
                 "--esModuleInterop", "--skipLibCheck", "--typeRoots", "/usr/share/nodejs/@types",
                 "--types", "node", "--outDir", "{build}", "{source}"),
        run=(*_NODE, "{build}/main.js"),
    ),
    _compiled("go", "main.go", "sh", "-c", "cp -r /opt/gocache {build}/.cache 2>/dev/null; "
              "exec go build -o main {source}", environment=_GO_ENVIRONMENT, requires=("go",),
              runtime=GO),
    _compiled("rust", "main.rs", "rustc", "--edition", "2021", "-O", "-L", "/opt/crates", "-o",
              "main", "{source}", links=CRATES),
    _script("bash", "main.sh", "bash"),
    _script("ruby", "main.rb", "ruby", runtime=RUBY),
    _script("perl", "main.pl", "perl"),
    _script("php", "main.php", "php", "-d", "display_errors=stderr", "-d", "memory_limit=-1"),
    Language(
        "csharp", "main.cs", runtime=MONO,
        compile=("mcs", "-optimize+", "-r:System.Numerics", "-r:System.Core",
                 "-out:{build}/main.exe", "{source}"),
        run=("mono", "{build}/main.exe"),
    ),
    _script("lua", "main.lua", "lua5.4"),
    _compiled("haskell", "main.hs", "ghc", "-O1", "-v0", "-outputdir", "{build}/o", "-o",
              "{build}/main", "{source}", runtime=GHC),
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
