"""What a source text says about its file's name and its main class, whatever the text is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.guest import sources

MAIN = "public static void main(String[] args) { }"
JAVA = [
    (f"public class Main {{ {MAIN} }}", "Main.java", "Main"),
    (f"class Main {{ {MAIN} }}", "Main.java", "Main"),
    (f"class Solution {{ {MAIN} }}", "Main.java", "Solution"),
    (f"public class Solution {{ {MAIN} }}", "Solution.java", "Solution"),
    (f"package a.b;\n\npublic class S {{ {MAIN} }}", "S.java", "a.b.S"),
    (f"/* (c) */ package a;\nclass S {{ {MAIN} }}", "Main.java", "a.S"),
    (f"public class S {{ int x; }} class Main {{ {MAIN} }}", "S.java", "Main"),
    (f"class A {{ {MAIN} }} public final class B {{ {MAIN} }}", "B.java", "B"),
    (f"class A {{ {MAIN} }} class Main {{ {MAIN} }}", "Main.java", "Main"),
    (f"class A {{ public class In {{ }} {MAIN} }}", "Main.java", "A"),
    (f"class A {{ static class In {{ }} }} public abstract class B {{ {MAIN} }}", "B.java", "B"),
    (f"interface I {{ }} record R() {{ }} enum E {{ X }} class Z {{ {MAIN} }}", "Main.java", "Z"),
    (f"// public class No {{\n/* class No {{ */ class Yes {{ {MAIN} }}", "Main.java", "Yes"),
    (f'class A {{ String s = "}} public class No {{ \\" }}"; {MAIN} }}', "Main.java", "A"),
    (f'class A {{ String s = """\n }} "\n"""; char c = \'}}\'; {MAIN} }}', "Main.java", "A"),
    (f"@Deprecated\npublic class A {{ {MAIN} }}", "A.java", "A"),
    (f"public class Gr\u00f6\u00dfe {{ {MAIN} }}", "Gr\u00f6\u00dfe.java", "Gr\u00f6\u00dfe"),
    (f"public class {'A' * 300} {{ {MAIN} }}", "Main.java", "A" * 300),
    ("public class Empty { }", "Empty.java", "Empty"),
    ("no java", "Main.java", "Main"),
]  # fmt: skip
KOTLIN = [
    ("fun main() { }", "MainKt"),
    ("data class P(val a: Int)\nclass Q { }\nfun main() { }", "MainKt"),
    ("package a.b\nsuspend fun main(args: Array<String>) = Unit", "a.b.MainKt"),
    ("object Main { @JvmStatic fun main(args: Array<String>) { } }", "Main"),
    ("class S { companion object { @JvmStatic fun main(args: Array<String>) { } } }", "S"),
    ('fun main() { println("${if (true) "{" else "}"}") }\nclass A { }', "MainKt"),
]
HOSTILE = [
    b"\n" * 300_000,
    b" " * 300_000,
    b"/*" * 150_000,
    b'"""' * 100_001,
    b'\\"""' * 75_000 + b"\\",
    b'"\\' * 150_000,
    b"'" * 300_001,
    b"final " * 50_000,
    b"public class " * 25_000,
    b"static " * 50_000,
    b"package " * 40_000,
    b"import " * 40_000,
    b"{" * 300_000,
    b"}" * 300_000,
]


@pytest.mark.parametrize(("source", "file", "main"), JAVA)
def test_java(source: str, file: str, main: str) -> None:
    encoded = source.encode()
    assert (sources.java_file(encoded), sources.java_main(encoded)) == (file, main)


@pytest.mark.parametrize(("source", "main"), KOTLIN)
def test_kotlin(source: str, main: str) -> None:
    assert sources.kotlin_main(source.encode()) == main


@pytest.mark.parametrize(
    ("source", "module"),
    [
        ("import fs from 'fs'", True),
        ("import { readFileSync } from 'fs'", True),
        ("import {\n  a,\n  b\n} from 'x'", True),
        ("import * as fs from 'node:fs'", True),
        ("import 'fs'", True),
        ("import fs, { x } from 'fs'", True),
        ("  export default function f() {}", True),
        ("export { f }", True),
        ("const fs = require('fs')", False),
        ("const fs = await import('fs')", False),
        ("import('fs').then(f)", False),
        ("const s = ` an import from 'x' `", False),
        ("exports.f = f; important(1)", False),
    ],
)
def test_javascript_modules(source: str, module: bool) -> None:
    assert sources.javascript_file(source.encode()) == ("main.mjs" if module else "main.js")


@pytest.mark.parametrize(
    ("source", "role"),
    [
        ("import numpy as np", "numeric"),
        ("  from numpy import *", "numeric"),
        ("import sys, numpy", "numeric"),
        ("import numpyro", "main"),
        ("import random", "library"),
        ("import numpy\nimport random", "numeric"),
        ("from collections import Counter\nfrom copy import deepcopy", "library"),
        ("import sys, math", "main"),
        ("random = 1\nprint('import random')", "main"),
        ("", "main"),
    ],
)
def test_the_role_that_has_loaded_what_a_program_imports(source: str, role: str) -> None:
    assert sources.python_role(source.encode(), called=False) == role
    assert sources.python_role(source.encode(), called=True) == role.replace("main", "library")


@pytest.mark.parametrize(
    ("source", "drawing"),
    [
        ("import random", True),
        ("__import__('random').random()", True),
        ("from statistics import NormalDist", True),
        ("import scipy.stats", True),
        ("import math", False),
    ],
)
def test_programs_that_may_draw(source: str, drawing: bool) -> None:
    assert sources.draws(source.encode()) is drawing


@pytest.mark.parametrize("source", HOSTILE, ids=range(len(HOSTILE)))
def test_a_text_that_would_take_a_search_hours_if_each_start_ran_to_the_end(source: bytes) -> None:
    read_all(source)


@given(st.binary() | st.text(alphabet="{}\"'\\/*\n publicass vodmn", max_size=200).map(str.encode))
def test_any_text(source: bytes) -> None:
    read_all(source)


def read_all(source: bytes) -> None:
    sources.python_role(source, called=False)
    sources.draws(source)
    sources.javascript_file(source)
    assert "/" not in sources.java_file(source)
    assert sources.java_main(source)
    assert sources.kotlin_main(source)
