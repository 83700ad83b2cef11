"""What every reader makes of a row."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace

from trainer_client.datasets.errors import UnsupportedForm
from trainer_client.types import Problem


@dataclass(frozen=True, slots=True)
class DatasetItem:
    """A problem of a data set, ready to be asked and judged.

    prompt      what a model is asked, as published
    problem     what its program is judged by
    prefix      text before an answer's code that makes it a program: a preamble of imports
                that the data set's authors grant, or the prompt that the answer continues
    suffix      likewise behind
    references  published correct answers, to be put between prefix and suffix
    """

    id: str
    prompt: str
    problem: Problem
    prefix: str = ""
    suffix: str = ""
    references: tuple[str, ...] = ()

    def program(self, answer: str) -> str:
        """The program to submit for an answer.

        Python's `from __future__` imports must come first, so the answer's own are taken
        over to the top.
        """
        if self.prefix and self.problem.language == "python" and "__future__" in answer:
            imports, answer = _future_imports(answer)
            return imports + self.prefix + answer + self.suffix
        return self.prefix + answer + self.suffix

    def in_language(self, language: str) -> DatasetItem:
        """The same problem for programs of another language, without references.

        Only tests by standard input and output know no language; UnsupportedForm otherwise.
        """
        if any(test.kind != "stdio" for test in self.problem.tests or ()):
            raise UnsupportedForm(self.id, "", f"its tests are for {self.problem.language} alone")
        problem = self.problem.model_copy(update={"language": language})
        return replace(self, problem=problem, prefix="", suffix="", references=())


def _future_imports(source: str) -> tuple[str, str]:
    """The future imports as lines of their own, and the source with blanks in their place."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return "", source  # no program by itself: what is wrong is for the judge to say
    found = [node for node in body if isinstance(node, ast.ImportFrom)]
    lines = source.splitlines(keepends=True)
    imports = ""
    for node in found:
        last = node.end_lineno or node.lineno
        whole = "".join(lines[node.lineno - 1 : last])
        if node.module == "__future__" and _alone(node, whole):
            imports += ast.unparse(node) + "\n"
            lines[node.lineno - 1 : last] = ["\n"] * (last - node.lineno + 1)
    return imports, "".join(lines)


def _alone(node: ast.ImportFrom, lines: str) -> bool:
    """Whether no other statement shares the node's lines."""
    try:
        return len(ast.parse(lines).body) == 1
    except SyntaxError:
        return False
