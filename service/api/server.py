"""Serving the application over HTTP."""

from __future__ import annotations

import uvicorn

from service.api.app import create_app
from service.api.connections import protocol_of
from service.settings import Settings

KEEP_ALIVE_S = 75  # clients that train between batches find their connection still open
CLOSING_S = 5  # for answers under way when the process is asked to end; streams are cut


def serve(settings: Settings, host: str, port: int) -> None:
    """Serves until SIGINT or SIGTERM."""
    uvicorn.run(
        create_app(settings),
        host=host,
        port=port,
        http=protocol_of(settings),
        ws="none",
        log_level="warning",
        access_log=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=CLOSING_S,
    )
