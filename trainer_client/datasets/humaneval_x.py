"""HumanEval-X (THUDM/CodeGeeX): HumanEval in Python, C++, Java, JavaScript, Go and Rust.

`task_id` names the language; an answer continues the prompt. Tests of Python stay apart from
the program. Those of the other languages can only stand behind it, in the same process
(`isolation: shared`): the program must end with status 0. Where the authors use a test runner
(`go test`, `cargo test`) or read the output (Node's `console.assert`), the tests are given a
`main`, or a `console.assert`, that says the same by its exit status.

Go tests need github.com/stretchr/testify; Rust programs the crates rand, regex and md5. Rows from
the Hugging Face hub lack `import` and `test_setup`, which Go has in the authors' repository.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from trainer_client.datasets.fields import Fields
from trainer_client.datasets.go_tests import with_main
from trainer_client.datasets.item import DatasetItem
from trainer_client.datasets.languages import language_of
from trainer_client.types import AssertTest, Problem

CPP_HEADERS = (
    *("stdlib.h", "algorithm", "math.h", "stdio.h", "vector", "string", "climits", "cstring"),
    "iostream",
)
GO_PACKAGES = {  # what a program may use without importing it, and a use of it
    "bytes": "bytes.NewBuffer",
    "crypto/md5": "md5.New",
    "fmt": "fmt.Sprint",
    "math": "math.Abs",
    "math/rand": "rand.Int",
    "regexp": "regexp.Compile",
    "sort": "sort.Ints",
    "strconv": "strconv.Itoa",
    "strings": "strings.Split",
    "time": "time.Now",
}
GO_SETUP = """\
package main

import (
    "testing"
    "github.com/stretchr/testify/assert"
)
"""
THROWING_ASSERT = """\
console.assert = (holds, ...words) => {
  if (!holds) throw new Error(['Assertion failed', ...words].join(' '));
};
"""
_GO_IMPORT = re.compile(r'\A\s*import\s*(?:\([^)]*\)|"[^"]*")\s*')
_RUST_TEST = re.compile(r"#\[test\]((?:\s|//[^\n]*\n)*)fn\s+(\w+)")
_RUST_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands before an answer, and the test behind it."""

    prefix: str
    test: AssertTest


def item(fields: Fields) -> DatasetItem:
    task_id = fields.text("task_id")
    language = language_of(fields, "task_id", task_id.partition("/")[0])
    make = _MAKERS.get(language)
    if make is None:
        raise fields.unsupported("task_id", f"HumanEval-X in {language}")
    parts = make(fields)
    return DatasetItem(
        id=task_id,
        prompt=fields.text("declaration") + fields.text("prompt")
        if language == "rust"
        else fields.text("prompt"),
        problem=Problem(
            language=language,
            tests=[parts.test],
            isolation="separate" if language == "python" else "shared",
        ),
        prefix=parts.prefix,
        references=(fields.text("canonical_solution"),),
    )


def _plain(fields: Fields) -> Parts:
    """Python and Java: the test text as it is, behind prompt and answer."""
    return Parts(fields.text("prompt"), AssertTest(check=fields.text("test")))


def _cpp(fields: Fields) -> Parts:
    prompt = fields.text("prompt")
    headers = [f"#include<{name}>\n" for name in CPP_HEADERS if f"#include<{name}>" not in prompt]
    return Parts("".join(headers) + prompt, AssertTest(check=fields.text("test")))


def _javascript(fields: Fields) -> Parts:
    test = AssertTest(check=fields.text("test"), setup=THROWING_ASSERT)
    return Parts(fields.text("prompt"), test)


def _go(fields: Fields) -> Parts:
    setup = fields.text("test_setup", GO_SETUP)
    missing = [name for name in GO_PACKAGES if f'"{name}"' not in setup]
    imports = "".join(f'import "{name}"\n' for name in missing)
    uses = "".join(f"var _ = {GO_PACKAGES[name]}\n" for name in missing)
    prompt = fields.text("prompt")
    if fields.has("import"):
        body = prompt.replace(fields.text("import"), "", 1)
    else:
        body = _GO_IMPORT.sub("", prompt, count=1)
    test = AssertTest(check=with_main(fields, "test", fields.text("test")))
    return Parts(f"{setup}\n{imports}\n{uses}\n{body}", test)


def _rust(fields: Fields) -> Parts:
    tests = _RUST_COMMENT.sub("", fields.text("test")).replace("#[cfg(test)]", "")
    names = [name for _, name in _RUST_TEST.findall(tests)]
    if not names:
        raise fields.malformed("test", "has no test function that is not commented out")
    runs = "".join(f"    tests::{name}();\n" for name in names)
    public = _RUST_TEST.sub(r"pub fn \2", tests)
    check = f"{public}\nfn main() {{\n{runs}}}\n"
    prefix = fields.text("declaration") + fields.text("prompt")
    return Parts(prefix, AssertTest(check=check))


_MAKERS: dict[str, Callable[[Fields], Parts]] = {
    "cpp": _cpp,
    "go": _go,
    "java": _plain,
    "javascript": _javascript,
    "python": _plain,
    "rust": _rust,
}
