# attacks: the end of a program, by removing the built-ins
# three: runtime_error
import builtins
print(sum(map(int, input().split())), flush=True)
for name in list(vars(builtins)): delattr(builtins, name)
