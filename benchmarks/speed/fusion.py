"""A server that answers SandboxFusion's `POST /run_code` for Python: a new process per request.

    python -m benchmarks.speed.fusion PORT

What is measured where no SandboxFusion is at hand: the same request, the same answer, the code in
a file of a fresh directory, a new interpreter, nothing between it and the machine. SandboxFusion
itself (bytedance/SandboxFusion) does more, so it is not faster than this.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
import time
from typing import Any

import anyio
import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel

# Debian's interpreter is the one in the sandbox image, so the bare contenders have it as well.
PYTHON = shutil.which("python3", path="/usr/bin") or sys.executable


class RunCode(BaseModel):
    code: str
    language: str
    stdin: str | None = None
    run_timeout: float = 10.0


app = FastAPI()


@app.post("/run_code")
async def run_code(order: RunCode) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as directory:
        path = anyio.Path(directory, "main.py")
        await path.write_text(order.code, encoding="utf-8")
        start = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            *(PYTHON, str(path)),
            cwd=directory,
            stdin=asyncio.subprocess.PIPE if order.stdin else asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            given = order.stdin.encode() if order.stdin else None
            out, err = await asyncio.wait_for(process.communicate(given), order.run_timeout)
            status = "Finished"
        except TimeoutError:
            process.kill()
            out, err = await process.communicate()
            status = "TimeLimitExceeded"
    succeeded = status == "Finished" and process.returncode == 0
    return {
        "status": "Success" if succeeded else "Failed",
        "run_result": {
            "status": status,
            "execution_time": time.perf_counter() - start,
            "return_code": process.returncode,
            "stdout": out.decode(errors="replace"),
            "stderr": err.decode(errors="replace"),
        },
    }


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
