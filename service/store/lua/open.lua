-- Opens a batch, unless the work before it cannot be done before its deadline.
-- ARGV: batch, submissions, deadline in ms from now, ttl in ms, lane, test runs of the batch,
--       worker ttl in ms
-- Returns seconds after which to try again, or 0: the batch is open.
local batch, submissions, deadline_ms, ttl_ms, lane, runs, worker_ttl_ms = unpack(ARGV)
local head = KEY.batch .. batch
if redis.call('EXISTS', head) == 1 then return 0 end

local now = now_ms()
local ahead = tonumber(redis.call('HGET', KEY.backlog, 'fast') or 0)
if lane == 'bulk' then
  ahead = ahead + tonumber(redis.call('HGET', KEY.backlog, 'bulk') or 0)
end
if ahead > 0 then
  -- With no live worker the estimate is as for one: it may be starting.
  local workers = math.max(1, redis.call('ZCOUNT', KEY.workers, now - worker_ttl_ms, '+inf'))
  local ms_per_test = tonumber(redis.call('HGET', KEY.stats, 'ms_per_test') or 0)
  local wait_ms = ahead * ms_per_test / workers
  local end_ms = (ahead + runs) * ms_per_test / workers
  if end_ms > tonumber(deadline_ms) then
    -- Behind an empty queue it is admitted whatever its own size.
    return math.ceil(math.max(1000, math.min(wait_ms, end_ms - deadline_ms)) / 1000)
  end
end

redis.call('HSET', head, 'submissions', submissions, 'finished', 0, 'scored', 0,
  'no_verdict', 0, 'status', 'running', 'ttl_ms', ttl_ms)
redis.call('PEXPIRE', head, deadline_ms + ttl_ms)
redis.call('ZADD', KEY.deadlines, now + deadline_ms, batch)
return 0
