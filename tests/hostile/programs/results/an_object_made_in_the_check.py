# attacks: the check's memory, by asking it to make an object that equals everything
# call, assert, pytest: wrong_answer or runtime_error
import gc
def own(callback):
    cells = (cell.cell_contents for cell in callback.__closure__)
    return next(cell for cell in cells if type(cell).__name__ == "Lender")
def f(x):
    peer = next(o for o in gc.get_objects() if type(o).__name__ == "Peer")
    space = {"__eq__": float, "__call__": bool, "__hash__": None}
    return own(peer.ask("call", type, "Lie", (object,), space)())
