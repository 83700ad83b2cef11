-- Hands a chunk back to the front of its queue. ARGV: chunk, worker
local chunk, worker = ARGV[1], ARGV[2]
local state = redis.call('HMGET', KEY.chunk .. chunk, 'worker', 'lane')
if state[1] ~= worker then return end
local key = first_task(chunk)
if not key then return close_chunk(chunk) end
redis.call('HDEL', KEY.task .. key, 'running')
redis.call('HSET', KEY.chunk .. chunk, 'worker', '')
enqueue(chunk, state[2], true)
