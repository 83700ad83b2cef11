# attacks: the encoder, by a list that iterates over other items than it holds
# call, assert, pytest: wrong_answer or runtime_error
class Lie(list):
    def __iter__(self):
        yield from [1, 2, 6.5]
    def __len__(self): return 4
    def __getitem__(self, index): return 6.5
    def __reversed__(self): return iter([6.5])
    def __contains__(self, item): return True
def f(x=3): return Lie([0, 0])
