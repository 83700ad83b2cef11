# attacks: the parser, by carriage returns
# made: crlf
# three: passed, at most 1
text = """a
b"""
assert text == "a\nb"
print(sum(map(int, input().split())))
