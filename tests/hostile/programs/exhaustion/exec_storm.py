# attacks: processes, by executing itself for ever
# bounded: time_limit
import os, sys
open("self.sh", "w").write("#!/bin/sh\nexec ./self.sh\n")
os.chmod("self.sh", 0o700)
os.execv("./self.sh", ["self.sh"])
