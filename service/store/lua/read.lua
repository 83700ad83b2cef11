-- Reads results behind a cursor. A reader that has seen all there are is woken (KEY.wake)
-- by the next one.
-- ARGV: batch, cursor ('-': from the start), most entries, bytes after which to stop
-- Returns {1: none will follow, entries}, or nil: no such batch.
local STEP = 16 -- entries looked at before the bytes are counted again
local batch, cursor, most, most_bytes = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local head = KEY.batch .. batch
local state = redis.call('HMGET', head, 'finished', 'submissions')
if not state[1] then return nil end

local entries, bytes, ended = {}, 0, false
while not ended and #entries < most and bytes < most_bytes do
  local start = cursor == '-' and '-' or '(' .. cursor
  local step = redis.call('XRANGE', head .. ':results', start, '+', 'COUNT', STEP)
  for _, entry in ipairs(step) do
    table.insert(entries, entry)
    bytes = bytes + #entry[2][4]
    cursor = entry[1]
  end
  ended = #step < STEP
end
local last = ended and tonumber(state[1]) == tonumber(state[2])
if #entries == 0 and not last then redis.call('HSET', head, 'watched', 1) end
return {last and 1 or 0, entries}
