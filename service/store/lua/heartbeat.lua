-- Says that a worker is alive. ARGV: worker, what it says of itself, ttl in ms
local worker, info, ttl_ms = unpack(ARGV)
local now = now_ms()
redis.call('SET', KEY.worker .. worker, info, 'PX', ttl_ms)
redis.call('ZADD', KEY.workers, now, worker)
redis.call('ZREMRANGEBYSCORE', KEY.workers, '-inf', now - ttl_ms)
