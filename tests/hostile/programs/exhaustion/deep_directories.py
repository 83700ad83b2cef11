# attacks: the sweep, by directories nested without end
# bounded: time_limit or runtime_error, may cost the slot
import os
while True:
    os.mkdir("d" * 200)
    os.chdir("d" * 200)
