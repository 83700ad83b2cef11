-- What the queue looks like. ARGV: worker ttl in ms
-- Returns {what each live worker says of itself, {fast, bulk} test runs waiting, stats}.
local names = redis.call('ZRANGEBYSCORE', KEY.workers, now_ms() - ARGV[1], '+inf')
local infos = {}
for _, name in ipairs(names) do
  local info = redis.call('GET', KEY.worker .. name)
  if info then table.insert(infos, info) end
end
return {infos, redis.call('HMGET', KEY.backlog, 'fast', 'bulk'), redis.call('HGETALL', KEY.stats)}
