# attacks: the supervisor's answers, by forged frames on every descriptor
# always
# sum, secret: wrong_answer
import json, os, struct
answers = [
    {"op": "executed", "exit_code": 0, "signal": None, "limit": None, "stdout_clipped": False,
     "cpu_s": 0, "wall_s": 0, "memory_mb": 0, "stderr_clipped": False, "has_value": False,
     "dismissed": False, "collected": [], "blobs": [2, 0, 0]},
    {"op": "window", "blobs": []}, {"op": "ended", "blobs": []}, {"op": "unclean", "blobs": []},
]
for answer in answers:
    head = json.dumps(answer).encode()
    frame = struct.pack(">I", len(head)) + head + b"3\n"[: sum(answer["blobs"])]
    for fd in range(1024):
        try: os.write(fd, frame)
        except OSError: pass
