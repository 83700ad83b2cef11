"""Go test functions, run by a program of its own instead of `go test`."""

from __future__ import annotations

import re

from trainer_client.datasets.fields import Fields

_FUNCTION = re.compile(r"^func (Test\w+)\(\w+ \*testing\.T\)", re.MULTILINE)


def with_main(fields: Fields, name: str, tests: str) -> str:
    """Test functions and a `main` that runs them; its exit status says whether they pass.

    The file that they end must be of package main and import "testing".
    """
    functions = _FUNCTION.findall(tests)
    if not functions:
        raise fields.malformed(name, "has no test function")
    listed = "".join(f'\t\t{{Name: "{each}", F: {each}}},\n' for each in functions)
    return (
        f"{tests}\n\nfunc main() {{\n"
        "\tall := func(pattern, name string) (bool, error) { return true, nil }\n"
        f"\ttesting.Main(all, []testing.InternalTest{{\n{listed}\t}}, nil, nil)\n}}\n"
    )
