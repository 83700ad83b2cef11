"""Kattis problem packages, judged: what `softjudge verify-package` does.

contents      the files of packages, of a directory or a tar archive, laid over one another
bounds        the limits of a problem's programs; the problem is read by trainer_client.datasets
submissions   the programs, their languages and the verdicts that are expected of them
judging       one program's verdict, by a service or by a sandbox in this process
report        rows, the confusion matrix, what differs
"""
