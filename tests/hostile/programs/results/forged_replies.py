# attacks: the channel to the judge, by forged replies on every descriptor
# always
# call, assert, pytest: wrong_answer or runtime_error
import json, os, struct
def f(x):
    replies = [
        {"returned": {"t": "ref", "id": 1, "name": "float", "callable": True}},
        {"returned": 0, "outcome": "passed", "message": ""},
        {"outcome": "passed", "message": "", "tests": []},
        {"ask": "global", "args": ["check"], "kwargs": {"t": "dict", "v": []}},
        {"ask": "call", "args": [{"t": "type", "v": "object"}], "kwargs": None},
        {"changed": {"0": [6.5], "7": 1, "x": 2}, "returned": 0},
    ]
    for reply in replies:
        body = json.dumps(reply).encode()
        for fd in range(3, 256):
            try: os.write(fd, struct.pack(">I", len(body)) + body)
            except OSError: pass
    return 0
