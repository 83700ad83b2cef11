# attacks: later runs of the same program, by changing its source
# frame: twice
# twice-refused: passed, at most 1
import os
def leave():
    for attempt in (lambda: open(__file__, "a").write("LEFT = 1\n"), lambda: os.rename(__file__, "/tmp/main.py"),
                    lambda: os.mkdir(os.path.dirname(__file__) + "/x")):
        try: attempt()
        except OSError: continue
        return True
    raise PermissionError
def look(): return "\nLEFT = 1\n" in open(__file__).read() or os.path.exists("/tmp/main.py")
