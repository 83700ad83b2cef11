"""`python -m service.worker`: a worker with the settings of the environment."""

import logging
import sys

from sandbox import WallUnavailable
from service.settings import Settings
from service.worker import run_worker

logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
try:
    run_worker(Settings.from_env())
except WallUnavailable as error:
    sys.exit(str(error))
