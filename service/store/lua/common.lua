-- What the other scripts share; the loader puts it, and the tables KEY and NO_VERDICT, before
-- each of them. Every script may be sent twice (a reply can get lost), so each is idempotent.

local function now_ms()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- Counts the flags of a result. They stand before its tests, which have flags of their own; in
-- a string no text can look like them, since JSON escapes its quotes.
local function count_flags(body)
  local names = string.match(body, '"flags":%[([^%]]*)%]') or ''
  for name in string.gmatch(names, '"([%w_]+)"') do
    redis.call('HINCRBY', KEY.stats, 'flag_' .. name, 1)
  end
end

-- Gives one submission its result. The entry in `open` is taken out first: whoever comes
-- second finds none, so a submission never gets two results.
local function deliver(batch, submission, body, scored, cached, run_ms)
  local head = KEY.batch .. batch
  local entry = redis.call('HGET', head .. ':open', submission)
  if not entry then return end
  redis.call('HDEL', head .. ':open', submission)
  local admitted = tonumber(string.match(entry, ' (%d+)$'))
  local queue_ms = math.max(0, now_ms() - admitted - run_ms)
  redis.call('XADD', head .. ':results', '*', 'id', submission, 'body', body,
    'cached', cached and '1' or '0', 'queue_ms', queue_ms)
  redis.call('HINCRBY', head, scored and 'scored' or 'no_verdict', 1)
  local finished = redis.call('HINCRBY', head, 'finished', 1)
  if finished == 1 then
    redis.call('PEXPIRE', head .. ':results', redis.call('PTTL', head))
  end
  redis.call('HINCRBY', KEY.stats, scored and 'results_scored' or 'results_no_verdict', 1)
  if cached then redis.call('HINCRBY', KEY.stats, 'results_cached', 1) end
  count_flags(body)
  local state = redis.call('HMGET', head, 'watched', 'submissions', 'status', 'ttl_ms')
  if state[1] then
    redis.call('HDEL', head, 'watched')
    redis.call('PUBLISH', KEY.wake, batch)
  end
  if finished == tonumber(state[2]) then
    redis.call('ZREM', KEY.deadlines, batch)
    if state[3] == 'running' then redis.call('HSET', head, 'status', 'done') end
    redis.call('PEXPIRE', head, state[4])
    redis.call('PEXPIRE', head .. ':results', state[4])
  end
end

-- Removes a task: it has its result, or nobody waits for it any more.
local function retire(key)
  local task = redis.call('HMGET', KEY.task .. key, 'lane', 'tests')
  if not task[1] then return end
  redis.call('HINCRBY', KEY.backlog, task[1], -tonumber(task[2]))
  redis.call('DEL', KEY.task .. key, KEY.task .. key .. ':waiters')
end

-- Gives all that wait for a task the same result and removes it.
local function settle(key, body, scored, run_ms)
  local waiters = redis.call('LRANGE', KEY.task .. key .. ':waiters', 0, -1)
  for index, waiter in ipairs(waiters) do
    local batch, submission = string.match(waiter, '^(%S+) (.*)$')
    deliver(batch, submission, body, scored, scored and index > 1, run_ms)
  end
  retire(key)
end

-- Ends what is still open of a batch without a verdict; tasks that run may be left alone.
local function abandon(batch, reason, leave_running)
  local open = redis.call('HGETALL', KEY.batch .. batch .. ':open')
  for index = 1, #open, 2 do
    local submission, key = open[index], string.match(open[index + 1], '^(%S+) ')
    local running = redis.call('HGET', KEY.task .. key, 'running')
    if not (running and leave_running) then
      local waiters = KEY.task .. key .. ':waiters'
      redis.call('LREM', waiters, 1, batch .. ' ' .. submission)
      deliver(batch, submission, NO_VERDICT[reason], false, false, 0)
      if not running and redis.call('EXISTS', waiters) == 0 then retire(key) end
    end
  end
end

local function sweep_deadlines()
  local due = redis.call('ZRANGEBYSCORE', KEY.deadlines, '-inf', now_ms())
  for _, batch in ipairs(due) do
    abandon(batch, 'deadline', false)
    redis.call('ZREM', KEY.deadlines, batch)
  end
end

-- Puts a chunk on its RQ queue, as a job whose id is the chunk's.
local function enqueue(chunk, lane, at_front)
  local job, fields = KEY.job .. chunk, {}
  for index, value in ipairs(JOB) do fields[index] = value end
  table.insert(fields, 'origin')
  table.insert(fields, QUEUE[lane])
  table.insert(fields, 'data')
  table.insert(fields, JOB_DATA[1] .. chunk .. JOB_DATA[2])
  redis.call('HSET', job, unpack(fields))
  redis.call('SADD', KEY.queues, KEY.queue .. QUEUE[lane])
  redis.call(at_front and 'LPUSH' or 'RPUSH', KEY.queue .. QUEUE[lane], chunk)
end

local function open_chunk(chunk, lane, tasks, at_front)
  redis.call('HSET', KEY.chunk .. chunk, 'lane', lane, 'worker', '')
  for _, key in ipairs(tasks) do
    redis.call('RPUSH', KEY.chunk .. chunk .. ':tasks', key)
    redis.call('HSET', KEY.task .. key, 'chunk', chunk)
    redis.call('HDEL', KEY.task .. key, 'running')
  end
  redis.call('SADD', KEY.chunks, chunk)
  enqueue(chunk, lane, at_front)
end

local function close_chunk(chunk)
  redis.call('DEL', KEY.chunk .. chunk, KEY.chunk .. chunk .. ':tasks', KEY.job .. chunk)
  redis.call('SREM', KEY.chunks, chunk)
end

-- The first task of the chunk that still has to run, or nil: it may have been settled,
-- cancelled, or moved to another chunk meanwhile.
local function first_task(chunk)
  local tasks = KEY.chunk .. chunk .. ':tasks'
  while true do
    local key = redis.call('LINDEX', tasks, 0)
    if not key then return nil end
    if redis.call('HGET', KEY.task .. key, 'chunk') == chunk then
      if redis.call('EXISTS', KEY.task .. key .. ':waiters') == 1 then return key end
      retire(key)
    end
    redis.call('LPOP', tasks)
  end
end

-- Marks the chunk's next task as running and returns its key; '' when the chunk is done.
local function advance(chunk)
  sweep_deadlines()
  local key = first_task(chunk)
  if not key then
    close_chunk(chunk)
    return ''
  end
  redis.call('HSET', KEY.task .. key, 'running', '1')
  return key
end
