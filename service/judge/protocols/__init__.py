"""How a checker or an interactor is called and how it says its verdict: one protocol a module.

    testlib   exit status 0, 1, 2, 3, 7 and a message on standard error
    kattis    exit status 42 or 43 and files in a feedback directory
    prints    a word or a number on standard output; checkers only

A program that ends in any other way has failed: `CheckerFailed`, which is never a verdict on
the candidate.
"""

from service.judge.protocols import kattis, prints, testlib
from service.judge.protocols.ruling import CheckerFailed, Ruling, Texts

CHECKING = {"testlib": testlib.checking, "kattis": kattis.checking, "prints": prints.checking}
INTERACTING = {"testlib": testlib.interacting, "kattis": kattis.interacting}
RULING = {"testlib": testlib.ruling, "kattis": kattis.ruling, "prints": prints.ruling}

__all__ = ["CHECKING", "INTERACTING", "RULING", "CheckerFailed", "Ruling", "Texts"]
