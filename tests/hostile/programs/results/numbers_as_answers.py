# attacks: comparison, by NaN, infinities and signed zeros in every place
# call, assert, pytest: wrong_answer or runtime_error
nan, inf = float("nan"), float("inf")
answers = [nan, -inf, -0.0, [nan], complex(nan, nan), {nan: nan}]
def f(x=3): return answers[x % 6 if isinstance(x, int) else 0]
