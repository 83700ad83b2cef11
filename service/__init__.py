"""The softjudge service: HTTP API, Redis store, workers and the judge (the oracle)."""
