"""A server with OpenAI's API: chats where a prompt is one, completions where it is text."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import httpx
from pydantic import BaseModel, ConfigDict, ValidationError

from trainer_client.candidates.candidate import Candidate
from trainer_client.errors import EngineError
from trainer_client.rollouts.rollout import Sampling
from trainer_client.tasks import Task, TaskRow

_BUSY = {429, 500, 502, 503, 504}
_WAITS_S = (1.0, 4.0, 15.0, 60.0, 120.0)


class _Received(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Message(_Received):
    content: str | None = None
    reasoning_content: str | None = None  # as servers give it that take the thinking out


class _Choice(_Received):
    finish_reason: str | None = None
    text: str | None = None
    message: _Message | None = None


class _Usage(_Received):
    completion_tokens: int | None = None


class _Completion(_Received):
    choices: list[_Choice]
    usage: _Usage | None = None


@dataclass(frozen=True, slots=True)
class ServerChoice:
    """Which server, such as http://127.0.0.1:8000/v1, and which of its models."""

    url: str
    model: str
    api_key: str | None = None
    connections: int = 64
    timeout_s: float = 1800.0


class Server:
    """`samples` of each row, each asked for on its own with a seed of its own."""

    def __init__(self, choice: ServerChoice, sampling: Sampling, samples: int, seed: int) -> None:
        self._choice = choice
        self._sampling = sampling
        self._samples = samples
        self._seed = seed
        keys = {"authorization": f"Bearer {choice.api_key}"} if choice.api_key else {}
        limits = httpx.Limits(max_connections=choice.connections)
        timeout = httpx.Timeout(choice.timeout_s, pool=None)
        self._http = httpx.AsyncClient(headers=keys, limits=limits, timeout=timeout)

    async def candidates(self, rows: Sequence[TaskRow]) -> list[list[Candidate]]:
        asked = [
            asyncio.create_task(self._ask(row.number, row.task, sample))
            for row in rows
            if row.task
            for sample in range(self._samples)
        ]
        try:
            answers = iter(await asyncio.gather(*asked))
        finally:
            for each in asked:
                each.cancel()
        return [[*islice(answers, self._samples if row.task else 0)] for row in rows]

    async def aclose(self) -> None:
        await self._http.aclose()

    async def _ask(self, number: int, task: Task, sample: int) -> Candidate:
        sampling = self._sampling
        body: dict[str, Any] = {
            "model": self._choice.model,
            "max_tokens": sampling.max_new_tokens,
            "temperature": sampling.temperature,
            "top_p": sampling.top_p,
            "seed": self._seed_of(number, task, sample),
        }
        if sampling.stop:
            body["stop"] = [*sampling.stop]
        if isinstance(task.prompt, str):
            response = await self._post("completions", body | {"prompt": task.prompt})
        else:
            response = await self._post("chat/completions", body | {"messages": [*task.prompt]})
        return _candidate(response)

    async def _post(self, path: str, body: dict[str, Any]) -> httpx.Response:
        url = f"{self._choice.url.rstrip('/')}/{path}"
        for wait_s in (*_WAITS_S, None):
            try:
                response = await self._http.post(url, json=body)
            except httpx.HTTPError as error:
                fault = f"{url}: {type(error).__name__}: {error}"
            else:
                if response.status_code == httpx.codes.OK:
                    return response
                fault = f"{url}: {response.status_code} {response.text[:500]}"
                if response.status_code not in _BUSY:
                    break
            if wait_s is not None:
                await asyncio.sleep(wait_s)
        raise EngineError(fault)

    def _seed_of(self, number: int, task: Task, sample: int) -> int:
        text = f"{self._seed}/{task.source}/{number}/{sample}"
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") >> 1


def _candidate(response: httpx.Response) -> Candidate:
    try:
        completion = _Completion.model_validate_json(response.content)
        choice = completion.choices[0]
    except (ValidationError, IndexError) as error:
        raise EngineError(f"{response.url}: not a completion: {error}") from error
    text = choice.text
    if text is None and choice.message is not None:
        thinking = choice.message.reasoning_content
        text = choice.message.content or ""
        text = f"<think>{thinking}</think>{text}" if thinking else text
    if text is None:
        raise EngineError(f"{response.url}: a completion without text")
    tokens = completion.usage.completion_tokens if completion.usage else None
    return Candidate(text, tokens=tokens, cut=choice.finish_reason == "length")
