"""A server with the part of OpenAI's completions API that vLLM has and the engine uses.

It generates with a model of its own, which it loads again, from the directory that the engine
wrote, when it is told to: real HTTP and real weights, without a GPU.
"""

from __future__ import annotations

import asyncio
import copy
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI, HTTPException
from safetensors.torch import load_file

from tests.service.stack import free_port
from trainer_client.models.loading import LoadedModel
from trainer_client.rollouts.generate import GenerateEngine
from trainer_client.rollouts.rollout import PromptRequest, Sampling


class Server:
    def __init__(self, loaded: LoadedModel, weights: Path) -> None:
        self.model = copy.deepcopy(loaded.model)
        self.tokenizer = loaded.tokenizer
        self.weights = weights
        self.paused = False
        self._turn = asyncio.Lock()  # torch's generator is one for all

    async def complete(self, body: dict[str, Any]) -> dict[str, Any]:
        if self.paused:
            raise HTTPException(503, "paused")
        assert body["return_token_ids"]
        assert body["logprobs"] == 0
        sampling = Sampling(
            body["max_tokens"], body["temperature"], body["top_p"], tuple(body["stop"])
        )
        engine = GenerateEngine(self.model, self.tokenizer, sampling, 1)
        request = PromptRequest(0, tuple(body["prompt"]), 1, body["seed"])
        async with self._turn:
            (rollout,) = [each async for each in engine.generate([request])]
        choice = {
            "index": 0,
            "text": rollout.text,
            "finish_reason": "length" if rollout.cut else "stop",
            "token_ids": rollout.token_ids,
            "logprobs": {"token_logprobs": rollout.logprobs, "tokens": []},
        }
        return {"object": "text_completion", "choices": [choice]}

    def reload(self, body: dict[str, Any]) -> dict[str, Any]:
        assert self.paused
        assert body == {"method": "reload_weights"}
        self.model.load_state_dict(load_file(self.weights / "model.safetensors"))
        return {}


@asynccontextmanager
async def completions_server(loaded: LoadedModel, weights: Path) -> AsyncIterator[str]:
    """Its address; `weights` is the directory that it loads from."""
    server = Server(loaded, weights)
    app = FastAPI()
    app.post("/v1/completions")(server.complete)
    app.post("/collective_rpc")(server.reload)

    @app.post("/pause")
    async def pause() -> None:
        server.paused = True

    @app.post("/resume")
    async def resume() -> None:
        server.paused = False

    port = free_port()
    running = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    task = asyncio.create_task(running.serve())
    while not running.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        running.should_exit = True
        await task
