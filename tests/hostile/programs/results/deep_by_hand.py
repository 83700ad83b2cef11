# attacks: the decoder, by hand-made JSON nested 5000 deep
# call, assert, pytest: wrong_answer or runtime_error
import sys
peer = sys.modules["sandbox.guest.peer"]
peer.Peer._to_json = lambda self, value: []
nested = "[" * 5000 + "]" * 5000
peer.json.dumps = lambda message: '{"changed": {}, "returned": ' + nested + "}"
def f(x): return 0
