"""A small HTTP server that speaks the wire format and fails on command.

It exists for faults that a sound service does not show when asked: a connection dropped in
the middle of a result, a 429, a test set that vanishes. It judges nothing: a submission's
reward is the number that its code consists of, "none" for no verdict.
"""

from __future__ import annotations

import hashlib
import json
import socket
import sys
import threading
import traceback
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Refuse:
    """Answer with this status instead."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b'{"error": "made_up", "message": "as the test wants", "fields": []}'


@dataclass(frozen=True)
class Drop:
    """Close the connection: before any answer, or in a stream after so many bytes."""

    after_bytes: int = 0


@dataclass(frozen=True)
class End:
    """End the result stream in good order after so many lines."""

    after_lines: int


@dataclass(frozen=True)
class Hush:
    """Say nothing more after so many lines, until the client leaves."""

    after_lines: int


@dataclass(frozen=True)
class Say:
    """Put these bytes into the result stream before the first line."""

    data: bytes


Fault = Refuse | Drop | End | Hush | Say


class StandIn:
    """State of the stand-in: what it was asked, and the faults that wait for their turn."""

    def __init__(self) -> None:
        self.asked: list[str] = []  # "METHOD route", in order
        self.bodies: list[Any] = []  # of POSTs
        self.authorization: set[str | None] = set()
        self.faults: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self.test_sets: dict[str, bytes] = {}
        self.batches: dict[str, list[dict[str, Any]]] = {}
        self.statuses: defaultdict[str, str] = defaultdict(lambda: "done")
        self.connections = 0
        self.url = ""

    def fail(self, route: str, *faults: Fault) -> None:
        """Queues faults for a route such as "POST /v1/score"; each is used once."""
        self.faults[route].extend(faults)

    def count(self, route: str) -> int:
        return self.asked.count(route)


def result_for(submission: dict[str, Any]) -> dict[str, Any]:
    """The wire result that the stand-in gives a submission."""
    code = submission["code"]
    scored = code != "none"
    return {
        "id": submission["id"],
        "status": "scored" if scored else "no_verdict",
        "reward": float(code) if scored else None,
        "reason": None if scored else "worker_lost",
        "flags": ["network", "of_the_future"],
        "tests": [{"name": "1", "verdict": "passed", "a_field_of_the_future": [1]}],
        "another": {"field": "of the future"},
    }


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    disable_nagle_algorithm = True
    state: StandIn  # set by the subclass that `running` makes

    def setup(self) -> None:
        super().setup()
        self.state.connections += 1

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    def do_GET(self) -> None:
        self._serve()

    do_POST = do_PUT = do_HEAD = do_DELETE = do_GET  # noqa: N815

    def _serve(self) -> None:
        url = urlsplit(self.path)
        parts = url.path.strip("/").split("/")
        route = f"{self.command} /{'/'.join(parts[:2])}" + ("/results" if parts[3:] else "")
        self.state.asked.append(route)
        self.state.authorization.add(self.headers["authorization"])
        body = self.rfile.read(int(self.headers["content-length"] or 0))
        faults = self.state.faults[route]
        fault = faults.popleft() if faults else None
        if isinstance(fault, Refuse):
            self._answer(fault.status, fault.body, fault.headers)
        elif fault == Drop():
            self._hang_up()
        elif route == "GET /v1/batches/results":
            cursor = int(parse_qs(url.query).get("cursor", ["0"])[0])
            self._stream(self.state.batches[parts[2]], cursor, fault)
        else:
            self._route(route, parts[-1], body)

    def _route(self, route: str, last: str, body: bytes) -> None:
        state = self.state
        match route:
            case "HEAD /v1/testsets":
                self._answer(204 if last in state.test_sets else 404)
            case "PUT /v1/testsets":
                assert hashlib.sha256(body).hexdigest() == last
                state.test_sets[last] = body
                self._answer(204)
            case "POST /v1/score":
                self._judge([json.loads(body)["problem"]], json.loads(body), None)
            case "POST /v1/batches":
                value = json.loads(body)
                self._judge(value["problems"].values(), value, value["submissions"])
            case "GET /v1/batches":
                total = len(state.batches[last])
                progress = {"id": last, "submissions": total, "finished": total}
                self._answer(200, {**progress, "status": state.statuses[last]})
            case _:
                self._answer(204)

    def _judge(self, problems: Any, value: Any, submissions: list[Any] | None) -> None:
        self.state.bodies.append(value)
        if not all(each["tests_ref"] in self.state.test_sets for each in problems):
            self._answer(422, {"error": "testset_missing", "message": "no such test set"})
        elif submissions is None:
            self._answer(200, result_for(value))
        else:
            name = f"b{len(self.state.batches)}"
            self.state.batches[name] = [result_for(each) for each in submissions]
            self._answer(202, {"id": name, "submissions": len(submissions)})

    def _stream(self, results: list[dict[str, Any]], cursor: int, fault: Fault | None) -> None:
        self.send_response(200)
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        lines = [
            json.dumps({**each, "cursor": str(number)}).encode() + b"\n"
            for number, each in enumerate(results[cursor:], cursor + 1)
        ]
        match fault:
            case Drop(after_bytes):
                self._chunk(b"".join(lines)[:after_bytes])
                self._hang_up()
                return
            case Hush(after_lines):
                self._chunk(b"".join(lines[:after_lines]))
                self.rfile.read(1)  # until the client leaves
                self._hang_up()
                return
            case End(after_lines):
                lines = lines[:after_lines]
            case Say(data):
                lines.insert(0, data)
        for line in lines:
            self._chunk(line)
        self.wfile.write(b"0\r\n\r\n")

    def _chunk(self, data: bytes) -> None:
        if data:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
            self.wfile.flush()

    def _hang_up(self) -> None:
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _answer(
        self, status: int, body: bytes | dict[str, Any] = b"", headers: dict[str, str] | None = None
    ) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("content-length", str(0 if self.command == "HEAD" else len(data)))
        self.end_headers()
        if self.command != "HEAD" and status != 204:
            self.wfile.write(data)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves in the middle of an answer is no news here; the rest is."""
        if not isinstance(sys.exception(), ConnectionError):
            traceback.print_exc()


@contextmanager
def running() -> Iterator[StandIn]:
    """A stand-in that listens on a free port."""
    state = StandIn()
    handler = type("Handler", (_Handler,), {"state": state})
    server = _Server(("127.0.0.1", 0), handler)
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
