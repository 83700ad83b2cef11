# attacks: the encoder, by a coroutine in a result's place
# call, assert, pytest: wrong_answer or runtime_error
async def f(x=3): return 0
