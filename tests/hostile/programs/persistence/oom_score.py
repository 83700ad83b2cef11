# attacks: later runs, by whom the kernel kills first when memory is out
# frame: twice
# twice-refused: passed, at most 1
def leave(): open("/proc/self/oom_score_adj", "w").write("999")
def look(): return open("/proc/self/oom_score_adj").read().strip() == "999"
