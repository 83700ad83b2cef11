"""What softjudge keeps in Redis, and every way of changing it.

`keys` is the map. The API uses `batches`, `testsets`, `load` and `wakeups`; workers use
`chunks`. All changes are Lua scripts (`scripts`, `lua/`), atomic and repeatable.
"""
