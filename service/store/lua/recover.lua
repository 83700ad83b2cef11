-- Puts chunks back that nobody has: their worker is gone, or it was killed between taking
-- the job off the queue and starting it. A chunk must be missed for a while first, since a
-- live worker is between the two for a moment, and all heartbeats are old after a restart
-- of Redis.
-- ARGV: lock ttl in ms, grace in ms, most losses of a task
-- Returns the number of chunks put back.
if not redis.call('SET', KEY.reaper, 1, 'NX', 'PX', ARGV[1]) then return 0 end
local grace_ms, most_losses = tonumber(ARGV[2]), tonumber(ARGV[3])
local now = now_ms()
sweep_deadlines()

-- The task that ran is the suspect: it comes back in a chunk of its own, so that it takes
-- nobody along if it should kill its worker again, and not for ever.
local function isolate(chunk, lane)
  local key = first_task(chunk)
  if not key or not redis.call('HGET', KEY.task .. key, 'running') then return end
  redis.call('LPOP', KEY.chunk .. chunk .. ':tasks')
  local losses = redis.call('HINCRBY', KEY.task .. key, 'losses', 1)
  if losses >= most_losses then
    settle(key, NO_VERDICT.worker_lost, false, 0)
  else
    open_chunk(string.match(chunk, '^[^r]*') .. 'r' .. string.sub(key, 1, 16) .. '-' .. losses,
      lane, {key}, true)
  end
end

local function put_back(chunk, lane)
  isolate(chunk, lane)
  local key = first_task(chunk)
  if not key then return close_chunk(chunk) end
  redis.call('HSET', KEY.chunk .. chunk, 'worker', '')
  redis.call('HDEL', KEY.chunk .. chunk, 'missing')
  enqueue(chunk, lane, true)
end

local queued = {}
for _, name in pairs(QUEUE) do
  for _, id in ipairs(redis.call('LRANGE', KEY.queue .. name, 0, -1)) do queued[id] = true end
end
local count = 0
for _, chunk in ipairs(redis.call('SMEMBERS', KEY.chunks)) do
  local head = KEY.chunk .. chunk
  local state = redis.call('HMGET', head, 'worker', 'missing', 'lane')
  local found
  if state[1] == '' then
    found = queued[chunk] and redis.call('EXISTS', KEY.job .. chunk) == 1
  else
    found = redis.call('EXISTS', KEY.worker .. state[1]) == 1
  end
  if found then
    if state[2] then redis.call('HDEL', head, 'missing') end
  elseif not state[2] then
    redis.call('HSET', head, 'missing', now)
  elseif now - tonumber(state[2]) >= grace_ms then
    put_back(chunk, state[3])
    count = count + 1
  end
end
return count
