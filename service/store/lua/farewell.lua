-- Says that a worker has ended. ARGV: worker
redis.call('DEL', KEY.worker .. ARGV[1])
redis.call('ZREM', KEY.workers, ARGV[1])
