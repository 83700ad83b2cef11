# attacks: the expected value, looked for in frames of a traceback and of other threads
# call, assert, pytest: wrong_answer or runtime_error
import sys
def f(x=3):
    try: raise ValueError
    except ValueError as error: frames = [error.__traceback__.tb_frame]
    frames += sys._current_frames().values()
    while frames:
        frame = frames.pop()
        for value in list(frame.f_locals.values()) + list(frame.f_code.co_consts):
            if value == 6.5 and frame.f_code is not f.__code__: return value
        if frame.f_back: frames.append(frame.f_back)
    return 0
