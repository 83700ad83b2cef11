"""Answers of a server with OpenAI's API, over real HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI, HTTPException, Request

from tests.service.stack import free_port
from trainer_client.candidates import server as server_module
from trainer_client.candidates.server import Server, ServerChoice
from trainer_client.errors import EngineError
from trainer_client.rollouts.rollout import Sampling
from trainer_client.tasks import Task, TaskRow
from trainer_client.types import MathProblem

CHAT = Task("1", "set", ({"role": "user", "content": "chat"},), MathProblem(answers=["1"]))
TEXT = Task("2", "set", "text", MathProblem(answers=["1"]))
SAMPLING = Sampling(16, 0.6, 0.95, ("\ndef ",))


class Answering:
    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.busy = 0

    def take(self, body: dict[str, Any], keys: str | None) -> None:
        self.asked.append({**body, "authorization": keys})
        if self.busy:
            self.busy -= 1
            raise HTTPException(503, "busy")
        if body["model"] != "m":
            raise HTTPException(404, "no such model")


@asynccontextmanager
async def answering(state: Answering) -> AsyncIterator[str]:
    app = FastAPI()

    @app.post("/v1/chat/completions")
    async def chat(request: Request) -> dict[str, Any]:
        body = await request.json()
        state.take(body, request.headers.get("authorization"))
        message = {"content": f"42 {body['seed']}", "reasoning_content": "hm"}
        choice = {"message": message, "finish_reason": "length"}
        return {"choices": [choice], "usage": {"completion_tokens": 5}}

    @app.post("/v1/completions")
    async def complete(request: Request) -> dict[str, Any]:
        body = await request.json()
        state.take(body, request.headers.get("authorization"))
        return {"choices": [{"text": body["prompt"] + "!", "finish_reason": "stop"}]}

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


async def test_chats_and_texts() -> None:
    state = Answering()
    async with answering(state) as url:
        source = Server(ServerChoice(url, "m", "secret"), SAMPLING, samples=2, seed=3)
        rows = [TaskRow(1, {}, CHAT), TaskRow(2, {}, None), TaskRow(3, {}, TEXT)]
        chats, nothing, texts = await source.candidates(rows)
        await source.aclose()
    assert nothing == []
    assert [each.text.partition("</think>")[0] for each in chats] == ["<think>hm"] * 2
    assert len({each.text for each in chats}) == 2  # each has a seed of its own
    assert [(each.cut, each.tokens) for each in chats] == [(True, 5)] * 2
    assert [(each.text, each.cut, each.tokens) for each in texts] == [("text!", False, None)] * 2
    assert {each["authorization"] for each in state.asked} == {"Bearer secret"}
    assert {
        (each["temperature"], each["top_p"], each["max_tokens"], *each["stop"])
        for each in state.asked
    } == {(0.6, 0.95, 16, "\ndef ")}


async def test_a_busy_server_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "_WAITS_S", (0.0, 0.0))
    state = Answering()
    async with answering(state) as url:
        source = Server(ServerChoice(url, "m"), SAMPLING, samples=1, seed=3)
        state.busy = 2
        ((answer,),) = await source.candidates([TaskRow(1, {}, TEXT)])
        assert answer.text == "text!"
        state.busy = 9
        with pytest.raises(EngineError, match="503"):
            await source.candidates([TaskRow(1, {}, TEXT)])
        await source.aclose()


async def test_what_the_server_refuses_is_told_at_once() -> None:
    async with answering(Answering()) as url:
        source = Server(ServerChoice(url, "other"), SAMPLING, samples=1, seed=3)
        with pytest.raises(EngineError, match="no such model"):
            await source.candidates([TaskRow(1, {}, TEXT)])
        await source.aclose()
