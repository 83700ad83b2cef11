# attacks: the end of a program, by removing all modules
# three: passed, at most 1
import sys
print(sum(map(int, input().split())), flush=True)
sys.modules.clear()
