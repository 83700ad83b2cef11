-- Removes a finished batch that nobody will read again. ARGV: batch
local head = KEY.batch .. ARGV[1]
if redis.call('EXISTS', head .. ':open') == 0 then
  redis.call('DEL', head, head .. ':results')
end
