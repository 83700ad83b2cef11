# attacks: the judge's messages, by lone surrogates, NULs and terminal escapes
# call, assert, pytest: wrong_answer or runtime_error
def f(x=3): return ["\ud800", "\0", "\x1b[2J\x1b[32mpassed", "\u202edessap", "\ufeff"]
