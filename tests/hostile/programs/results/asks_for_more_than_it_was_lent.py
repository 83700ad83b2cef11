# attacks: the check's memory, by requests for what it was not lent
# call, assert, pytest: wrong_answer or runtime_error
import gc
def f(x):
    peer = next(o for o in gc.get_objects() if type(o).__name__ == "Peer")
    for operation, *args in (
        ("call", int, "6"), ("call", object), ("next", [1]), ("getattr", 1, "real"),
        ("global", "f"), ("call", {"t": "own", "id": 0}), ("eq", 1, 1),
    ):
        try: return peer.ask(operation, *args)
        except Exception: continue
    return 0
