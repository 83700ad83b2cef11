"""Supervised fine-tuning on examples whose answers were judged (needs torch)."""
