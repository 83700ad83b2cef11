# attacks: comparison of dicts, by keys that are alike as JSON
# call, assert, pytest: wrong_answer or runtime_error
def f(x=3): return {"a": 1, "b": [2, 3], 1: 1, "1": 2, None: 3, "null": 4, True: 5, "true": 6}
