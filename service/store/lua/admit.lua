-- Admits a slice of a batch's submissions: delivers what is known, joins what is under way,
-- and makes chunks of the rest.
-- ARGV: batch, slice number, lane, most test runs of a chunk, then five of each submission:
--       id, task key, problem hash, test runs, code
--       or, of one that needs no run: id, '', '', 0, finished result
local batch, slice, lane, chunk_runs = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local head = KEY.batch .. batch
if redis.call('EXISTS', head) == 0 then return end
if redis.call('HSETNX', head, 'slice:' .. slice, 1) == 0 then return end

local now = now_ms()
local tasks, sizes = {}, {}

local function take(key, runs)
  table.insert(tasks, key)
  table.insert(sizes, tonumber(runs))
  redis.call('HINCRBY', KEY.backlog, lane, runs)
end

local function join(submission, key, problem, runs, code)
  local task = KEY.task .. key
  local lane_now = redis.call('HGET', task, 'lane')
  redis.call('RPUSH', task .. ':waiters', batch .. ' ' .. submission)
  if not lane_now then
    redis.call('HSET', task, 'code', code, 'problem', problem, 'tests', runs, 'lane', lane)
    take(key, runs)
  elseif lane == 'fast' and lane_now == 'bulk' and not redis.call('HGET', task, 'running') then
    -- Somebody waits for this one now: it leaves its chunk.
    redis.call('HINCRBY', KEY.backlog, 'bulk', -runs)
    redis.call('HSET', task, 'lane', 'fast')
    take(key, runs)
  end
end

for index = 5, #ARGV, 5 do
  local submission, key, problem, runs, text = unpack(ARGV, index, index + 4)
  redis.call('HSET', head .. ':open', submission, (key == '' and '-' or key) .. ' ' .. now)
  if key == '' then
    deliver(batch, submission, text, true, false, 0)
  else
    local cached = redis.call('GET', KEY.result .. key)
    if cached then
      deliver(batch, submission, cached, true, true, 0)
    else
      join(submission, key, problem, runs, text)
    end
  end
end
if redis.call('EXISTS', head .. ':open') == 1 then
  redis.call('PEXPIRE', head .. ':open', redis.call('PTTL', head))
end

local count, group, total = 0, {}, 0
local function flush()
  if #group == 0 then return end
  count = count + 1
  open_chunk(batch .. '-' .. slice .. '-' .. count, lane, group, false)
  group, total = {}, 0
end
for index, key in ipairs(tasks) do
  if total + sizes[index] > chunk_runs then flush() end
  table.insert(group, key)
  total = total + sizes[index]
end
flush()
