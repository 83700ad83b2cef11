"""In how many ways can n stairs be climbed, one or two at a time?"""

here, next_ = 1, 1
for _ in range(int(input())):
    here, next_ = next_, here + next_
print(here)
