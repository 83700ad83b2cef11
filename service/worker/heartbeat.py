"""The thread that says the worker is alive, and looks for others that are not."""

from __future__ import annotations

import _thread
import logging
import signal
import threading
import time

from redis import RedisError

from service import wire
from service.settings import Settings
from service.store import scripts, timing
from service.store.calls import Scripts, SyncCalls
from service.store.chunks import say_alive, say_farewell
from service.store.connections import connect_once
from service.store.recovery import recover

log = logging.getLogger(__name__)


class Heartbeat:
    """Beats from `start` to `stop`, through every absence of Redis."""

    def __init__(self, settings: Settings, info: wire.WorkerInfo) -> None:
        self._redis = connect_once(settings.redis_url, timing.HEARTBEAT_S * 2)
        self._calls = SyncCalls(self._redis, Scripts(scripts.load(settings.queue)))
        self._info = info
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    def start(self) -> None:
        """Returns after the first beat: a worker must be known before it takes a chunk."""
        while not self._beat():
            time.sleep(timing.HEARTBEAT_S)
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread and says that the worker is gone."""
        self._ended.set()
        self._thread.join()
        try:
            say_farewell(self._calls, self._info.name)
        except RedisError as error:
            log.warning("left without a farewell: %s", error)
        self._redis.close()

    def _run(self) -> None:
        try:
            while not self._ended.wait(min(timing.HEARTBEAT_S, timing.REAP_EVERY_S)):
                self._beat()
        finally:
            if not self._ended.is_set():  # a fault: without a heartbeat nobody trusts the worker
                _thread.interrupt_main(signal.SIGTERM)

    def _beat(self) -> bool:
        try:
            say_alive(self._calls, self._info)
            if put_back := self._calls.send(recover()):
                log.warning("put %d lost chunks back on the queue", put_back)
        except RedisError as error:
            log.warning("no heartbeat: %s", error)
            return False
        return True
