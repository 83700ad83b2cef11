# attacks: the exit status, by values that are no numbers
# secret: runtime_error
raise SystemExit(["not", "a", "number"])
