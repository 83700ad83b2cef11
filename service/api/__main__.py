"""`python -m service.api HOST PORT`: the API with the settings of the environment."""

import sys

from service.api import serve
from service.settings import Settings

serve(Settings.from_env(), sys.argv[1], int(sys.argv[2]))
