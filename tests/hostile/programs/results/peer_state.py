# attacks: the channel's state, by requests of its own while it is asked
# call, assert, pytest: wrong_answer or runtime_error or time_limit
import gc
def f(x=3):
    for peer in [o for o in gc.get_objects() if type(o).__name__ == "Peer"]:
        peer.fault = None
        peer._lent.update({n: 6.6 for n in range(100)})
        peer._send({"returned": 6.6, "changed": {"0": 6.6}})
        peer._send({"ask": "getattr", "args": [{"t": "own", "id": 0}, "f_back"], "kwargs": {"v": []}})
    return 0
