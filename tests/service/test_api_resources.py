"""Test sets by hash, compressed bodies, health and figures."""

from __future__ import annotations

import gzip
import hashlib
import re
from typing import Any

import httpx
import orjson
import pytest
import zstandard

from service import wire
from service.api.examples import TESTSET
from tests.service.samples import ADD, SUMS, score
from tests.service.stack import Stack


def test_test_sets_by_hash(http: httpx.Client) -> None:
    body = orjson.dumps({"tests": SUMS["tests"]})
    sha256 = hashlib.sha256(body).hexdigest()
    problem = {"language": "python", "tests_ref": sha256}
    missing = http.post("/v1/score", json={"problem": problem, "code": ADD})
    assert (missing.status_code, missing.json()["error"]) == (422, "testset_missing")
    assert missing.json()["fields"][0]["field"] == "problem.tests_ref"
    assert http.head(f"/v1/testsets/{sha256}").status_code == 404
    assert http.put(f"/v1/testsets/{sha256}", content=body).status_code == 204
    assert http.head(f"/v1/testsets/{sha256}").status_code == 204
    assert score(http, problem, code=ADD)["reward"] == 1.0


def test_the_test_set_example_works(http: httpx.Client) -> None:
    body = orjson.dumps(TESTSET["stdio"]["value"])
    sha256 = hashlib.sha256(body).hexdigest()
    assert http.put(f"/v1/testsets/{sha256}", content=body).status_code == 204


@pytest.mark.parametrize(
    ("encoding", "pack"), [("gzip", gzip.compress), ("zstd", zstandard.compress)]
)
def test_compressed_bodies(http: httpx.Client, encoding: str, pack: Any) -> None:
    body = orjson.dumps({"tests": [SUMS["tests"][0] | {"name": encoding}]})
    sha256 = hashlib.sha256(body).hexdigest()
    headers = {"Content-Encoding": encoding}
    sent = http.put(f"/v1/testsets/{sha256}", content=pack(body), headers=headers)
    assert sent.status_code == 204


def test_health(http: httpx.Client, shared_stack: Stack, wall_name: str) -> None:
    assert http.get("/healthz").json() == {"status": "ok"}
    ready = wire.Readiness.model_validate_json(http.get("/readyz").content)
    assert {worker.pid for worker in ready.workers} == {w.pid for w in shared_stack.workers}
    assert {worker.wall for worker in ready.workers} == {wall_name}
    assert {worker.version for worker in ready.workers} == {ready.sandbox}
    assert ready.max_limits == shared_stack.settings.max_limits


def test_metrics(http: httpx.Client) -> None:
    score(http, SUMS, code=f"# metrics\n{ADD}")
    text = http.get("/metrics").text
    assert 'softjudge_http_requests_total{method="POST",route="/v1/score",status="200"}' in text
    assert re.search(r'^softjudge_flags_total{flag="network"} \d', text, re.M)
    names = {line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")}
    assert all(name.startswith("softjudge_") for name in names)
    assert {"softjudge_workers", "softjudge_backlog_test_runs", "softjudge_results"} <= {
        name.removesuffix("_total") for name in names
    }
