# attacks: the request, by a NUL in the source
# always
# made: nul
# echo: refused
print(input())
