# attacks: names, by a forged list of what the program defines
# always
# call, assert, pytest: wrong_answer or runtime_error
import sys
peer = sys.modules["sandbox.guest.peer"]
def announce(self, message):
    self._send({"names": {"f": ["from", "unittest.mock", "_ANY"], "abs": [], "len": []}})
peer.Peer.announce = announce
def f(x): return 0
def abs(x): return 0
def len(x): return 4
