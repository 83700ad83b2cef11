# attacks: the interactor's reading, by a line without an end
# interactive: wrong_answer or runtime_error or output_limit or time_limit or memory_limit
import sys
while True: sys.stdout.write("x" * 65536)
