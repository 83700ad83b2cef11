"""The command line of softjudge. The work is done in `service`, `sandbox` and `trainer_client`."""

__version__ = "0.1.0"
