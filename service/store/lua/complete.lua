-- Stores what a worker found out about one task and gives it to all that wait.
-- ARGV: chunk, worker, key, result, scored (1 or 0), seconds to cache it, run in ms, test runs
-- Returns the key of the chunk's next task, '' when there is none, or nil when the chunk is
-- no longer this worker's.
local chunk, worker, key, body, scored, ttl_s, run_ms, runs = unpack(ARGV)
scored = scored == '1'
if scored and tonumber(ttl_s) > 0 then
  redis.call('SET', KEY.result .. key, body, 'EX', ttl_s)
end
if redis.call('EXISTS', KEY.task .. key) == 1 then
  redis.call('HINCRBY', KEY.stats, 'test_runs', runs)
  redis.call('HINCRBYFLOAT', KEY.stats, 'run_seconds', run_ms / 1000)
  if tonumber(runs) > 0 then
    local mean = tonumber(redis.call('HGET', KEY.stats, 'ms_per_test') or run_ms / runs)
    redis.call('HSET', KEY.stats, 'ms_per_test', 0.9 * mean + 0.1 * run_ms / runs)
  end
end
settle(key, body, scored, tonumber(run_ms))
if redis.call('HGET', KEY.chunk .. chunk, 'worker') ~= worker then return nil end
return advance(chunk)
