"""Every key that softjudge has in Redis. The Lua scripts get the prefixes from here.

    batch:{id}            hash    submissions, finished, scored, no_verdict, status, deadline,
                                  watched (a reader waits), slice:{n} (admitted already)
    batch:{id}:open       hash    submission id -> "task admitted_ms", until its result is there
    batch:{id}:results    stream  id, body, cached, queue_ms; the entry's id is the cursor
    task:{key}            hash    code, problem, tests, lane, chunk, losses, running
    task:{key}:waiters    list    "batch submission-id", first come first
    chunk:{id}            hash    lane, worker (holds it), missing (since, ms)
    chunk:{id}:tasks      list    task keys left; the first is the one that runs
    result:{key}          string  cached result, JSON without id, cached and queue_s
    problem:{hash}        string  the judging specification, JSON
    testset:{sha256}      string  test set, JSON, zstd
    testset:{sha256}:info hash    tests, kinds: what admission must know of it
    worker:{name}         string  what a live worker says of itself, JSON; expires
    workers               zset    worker name, by its last heartbeat in ms
    chunks                set     chunks that exist
    deadlines             zset    running batch, by its deadline in ms
    backlog               hash    lane -> test runs admitted and not finished
    stats                 hash    counters over all workers, and ms_per_test
    quota:{key}:{kind}    hash    level (tokens left), at (ms); expires when full
    reaper                string  lock

A task is one program on one problem, however many submissions wait for it. Its key is a
hash of everything that decides its result, so identical submissions share a task.
"""

PREFIX = "softjudge:"

BATCH = PREFIX + "batch:"
TASK = PREFIX + "task:"
CHUNK = PREFIX + "chunk:"
RESULT = PREFIX + "result:"
PROBLEM = PREFIX + "problem:"
TESTSET = PREFIX + "testset:"
WORKER = PREFIX + "worker:"
QUOTA = PREFIX + "quota:"

WORKERS = PREFIX + "workers"
CHUNKS = PREFIX + "chunks"
DEADLINES = PREFIX + "deadlines"
BACKLOG = PREFIX + "backlog"
STATS = PREFIX + "stats"
REAPER = PREFIX + "reaper"

WAKE = PREFIX + "wake"  # channel; a message is the id of a batch that somebody watches


def problem(digest: str) -> str:
    return PROBLEM + digest


def testset(sha256: str) -> str:
    return TESTSET + sha256


def testset_info(sha256: str) -> str:
    return TESTSET + sha256 + ":info"


def waiters(task: str) -> str:
    return TASK + task + ":waiters"


def worker(name: str) -> str:
    return WORKER + name


def batch(batch_id: str) -> str:
    return BATCH + batch_id
