# attacks: the length of the expected output, by how long comparing takes: there is nobody to ask
# secret: wrong_answer
import time
start = time.perf_counter()
print("x" * 1000, flush=True)
print(time.perf_counter() - start)
