# attacks: messages, by names of a hundred thousand letters
# secret: runtime_error
name = "x" * 100_000
globals()[name] = type(name, (Exception,), {})
raise globals()[name](name)
