"""Findings of Klear-Reasoner, tried at small scale with rewards of real sandboxes.

    python -m studies.sources          few good sources against many, for fine-tuning
    python -m studies.wrong_answers    correct answers alone, or wrong ones on hard problems too
    python -m studies.soft_or_hard     share of tests passed against all or nothing
    python -m studies.faulty_tests     problems with faulty tests, filtered and not
    python -m studies.clipping         GPPO against clip-higher, CISPO and plain clipping
    python -m studies.nll              weight of the likelihood of passing rollouts

Each trains its arms with the same seeds and writes a page and a plot to docs/studies.
"""
