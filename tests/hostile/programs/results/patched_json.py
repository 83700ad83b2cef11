# attacks: the encoding of results, by a patched json module
# call, assert, pytest: wrong_answer or runtime_error
import json, json.encoder, json.decoder
json.loads = lambda *a, **k: {"returned": 6.5, "outcome": "passed"}
json.dumps = lambda *a, **k: '{"returned": 6.5, "changed": {}, "outcome": "passed"}'
json.encoder.JSONEncoder.encode = lambda self, o: "6.5"
json.decoder.JSONDecoder.decode = lambda self, s, **k: [6.5]
def f(x=3): return 0
