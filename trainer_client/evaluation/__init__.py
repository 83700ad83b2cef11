"""What a model can do, on published sets of problems: `softjudge eval` and `softjudge compare`."""
