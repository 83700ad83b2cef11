# attacks: CPU time, by a regular expression that takes exponential time
# bounded: time_limit
import re
re.match(r"(a|a|aa)*$", "a" * 60 + "b")
