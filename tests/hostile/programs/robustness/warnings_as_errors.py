# attacks: the end of a program, by warnings that are errors and an unclosed file
# three: passed, at most 1
import warnings
warnings.simplefilter("error")
print(sum(map(int, input().split())))
open(__file__)
