# attacks: the encoder, by a dict whose items are others each time
# call, assert, pytest: wrong_answer or runtime_error
class Lie(dict):
    def items(self): return [("a", 1), ("b", [2, 3])]
    def keys(self): return ["a", "b"]
    def __getitem__(self, key): return {"a": 1, "b": [2, 3]}[key]
    def __missing__(self, key): return 6.5
    def get(self, key, default=None): return 6.5
    def __iter__(self): return iter(["a", "b"])
    def __len__(self): return 2
def f(x=3): return Lie()
