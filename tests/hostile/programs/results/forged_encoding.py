# attacks: the decoder, by texts that look like encoded values
# call, assert, pytest: wrong_answer or runtime_error
def f(x=3):
    return [{"t": "float", "v": "6.5"}, {"t": "own", "id": 0}, {"t": "ref", "id": 1, "v": []},
            {"t": "type", "v": "object"}, '{"t": "set", "v": [1, 2, 6.5]}']
