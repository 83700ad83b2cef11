"""Whether the service lives, whether it can judge, and its figures."""

from __future__ import annotations

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST

from service import wire
from service.api.errors import Unavailable
from service.api.openapi import refusals
from service.api.state import Here
from service.store.load import read_load

router = APIRouter(tags=["health"])


@router.get("/healthz", summary="The API process lives")
async def healthz() -> dict[str, str]:
    return {"status": "ok"}


@router.get("/readyz", summary="Submissions can be judged", responses=refusals(503))
async def readyz(here: Here) -> wire.Readiness:
    load = await read_load(here.calls)
    if not load.workers:
        raise Unavailable("Redis answers, but no worker lives", retry_after_s=1)
    return wire.Readiness(
        workers=list(load.workers),
        backlog=sum(load.backlog.values()),
        sandbox=here.sandbox_version,
        default_limits=here.settings.default_limits,
        max_limits=here.settings.max_limits,
    )


@router.get(
    "/metrics",
    summary="Figures for Prometheus",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
async def metrics(here: Here) -> Response:
    return Response(here.metrics.render(here.load), media_type=CONTENT_TYPE_LATEST)
