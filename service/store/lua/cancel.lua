-- Cancels what has not started of a batch. ARGV: batch
local head = KEY.batch .. ARGV[1]
if redis.call('HGET', head, 'status') == 'running' then
  redis.call('HSET', head, 'status', 'cancelled')
  abandon(ARGV[1], 'cancelled', true)
end
