"""Language models: where they come from, and as policies that score tokens (needs torch)."""
