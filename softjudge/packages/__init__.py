"""Kattis problem packages, judged: what `softjudge verify-package` does.

contents      the files of packages, of a directory or a tar archive, laid over one another
problem       what a package says its programs are judged by
submissions   the programs, their languages and the verdicts that are expected of them
judging       one program's verdict, by a service or by a sandbox in this process
report        rows, the confusion matrix, what differs
"""
