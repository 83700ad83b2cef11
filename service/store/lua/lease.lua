-- Takes a chunk for a worker. ARGV: chunk, worker
-- Returns {key of the first task, key, problem, code, key, problem, code, ...}, or nil when
-- the chunk is done or another live worker has it.
local chunk, worker = ARGV[1], ARGV[2]
local holder = redis.call('HGET', KEY.chunk .. chunk, 'worker')
if not holder then return nil end
if holder ~= '' and holder ~= worker and redis.call('EXISTS', KEY.worker .. holder) == 1 then
  return nil
end
redis.call('HSET', KEY.chunk .. chunk, 'worker', worker)
redis.call('HDEL', KEY.chunk .. chunk, 'missing')
local first = advance(chunk)
if first == '' then return nil end
local reply = {first}
for _, key in ipairs(redis.call('LRANGE', KEY.chunk .. chunk .. ':tasks', 0, -1)) do
  local task = redis.call('HMGET', KEY.task .. key, 'problem', 'code')
  if task[1] then
    table.insert(reply, key)
    table.insert(reply, task[1])
    table.insert(reply, task[2])
  end
end
return reply
