"""The HTTP API.

body, decoding, locate    requests taken in
intake, admission         requests checked and handed to the store
stream, lines             results given out
routes/                   one module a resource
"""

from service.api.app import create_app
from service.api.server import serve

__all__ = ["create_app", "serve"]
