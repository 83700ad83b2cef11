-- Ends a batch now as if its deadline had passed. ARGV: batch
abandon(ARGV[1], 'deadline', false)
