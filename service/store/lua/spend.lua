-- Takes from a token bucket, which may go into debt: what is large is not refused for ever.
-- ARGV: bucket, tokens a second, most tokens, tokens to take (negative: to give back)
-- Returns 0, or the milliseconds until something can be taken again. Sent twice, it takes twice.
local bucket, rate, most, wanted = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local key, now = KEY.quota .. bucket, now_ms()
local state = redis.call('HMGET', key, 'level', 'at')
local level = most
if state[1] then
  level = math.min(most, tonumber(state[1]) + (now - tonumber(state[2])) * rate / 1000)
end
if wanted > 0 and level < 1 then return math.ceil((1 - level) / rate * 1000) end
level = math.min(most, level - wanted)
redis.call('HSET', key, 'level', tostring(level), 'at', now)
redis.call('PEXPIRE', key, math.ceil((most - level) / rate * 1000) + 1000)
return 0
