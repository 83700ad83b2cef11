"""A table that somebody thought was long enough."""

ways = [1] * 50
for n in range(2, 50):
    ways[n] = ways[n - 1] + ways[n - 2]
print(ways[int(input())])
