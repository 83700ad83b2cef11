# attacks: the encoder, which it makes write any JSON that it likes
# always
# call, assert, pytest: wrong_answer or runtime_error
import sys
values = sys.modules["sandbox.guest.values"]
forms = [
    b'{"t": "Fraction", "v": [13, 0]}', b'{"t": "range", "v": [0, 1, 0]}', b"NaN", b"[1,",
    b'{"t": "timedelta", "v": [1e400]}', b'{"t": "int", "v": "zz"}', b"\xff", b"", b'"\\ud800"',
    b'{"t": "Counter", "v": [[], 1]}', b'{"t": "complex", "v": "()"}', b"-0", b"1e999",
]
count = 0
def encode(value, *a):
    global count
    count += 1
    return forms[count % len(forms)]
values.encode = encode
values.to_json = lambda *a: {"t": "datetime", "v": "9999-99-99"}
def f(x=3):
    global count
    count += x if isinstance(x, int) else 0
    return 0
