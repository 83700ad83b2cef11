"""The math reward: is the answer of a completion equal to one of the gold answers?

extraction      the answer in a completion; the API's part
verifier        the worker's side: asks a child process, bounds it, replaces it
verifier_main   the child process; `equality` is what it does, by means of math-verify
exchange        what the two say to each other
results         from what the verifier says to a `wire.Result`
version         what results depend on besides the request

math-verify bounds its own time by signals, which work in main threads only and not inside
long C calls. Here it is bounded from outside: the kernel limits the child's memory and CPU
time, the worker waits only so long, and a child that exceeds anything is replaced.
"""
