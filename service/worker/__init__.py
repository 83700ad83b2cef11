"""The worker: takes chunks off the RQ queues, runs their programs behind a wall, judges.

process      one worker process, put together
rq_worker    the queues' side; `jobs` is what RQ calls
heartbeat    being known to live, and finding those that do not
runner       a chunk; `judging` one program; `problems` what it is judged by
"""

from service.worker.process import run_worker

__all__ = ["run_worker"]
