-- Reads results behind a cursor. A reader that has seen all there are is woken (KEY.wake)
-- by the next one.
-- ARGV: batch, cursor ('-': from the start), most entries
-- Returns {finished, submissions, entries}, or nil: no such batch.
local head = KEY.batch .. ARGV[1]
local state = redis.call('HMGET', head, 'finished', 'submissions')
if not state[1] then return nil end
local start = ARGV[2] == '-' and '-' or '(' .. ARGV[2]
local entries = redis.call('XRANGE', head .. ':results', start, '+', 'COUNT', ARGV[3])
if #entries == 0 and tonumber(state[1]) < tonumber(state[2]) then
  redis.call('HSET', head, 'watched', 1)
end
return {tonumber(state[1]), tonumber(state[2]), entries}
