"""How soon the loss of a worker is noticed. API and workers must agree, so no settings.

A killed worker's chunk is back on the queue after at most WORKER_TTL_S + GRACE_S plus two
REAP_EVERY_S.
"""

HEARTBEAT_S = 1.0
WORKER_TTL_S = 5.0  # a worker that has been silent for so long is gone
REAP_EVERY_S = 1.0
GRACE_S = 2.0  # between finding a chunk without a worker and putting it back
MOST_LOSSES = 3  # workers that a task may lose before it is given up
