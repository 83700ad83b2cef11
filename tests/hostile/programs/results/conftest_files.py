# attacks: pytest, by conftest, configuration and plugin files wherever it may write
# always
# call, assert, pytest: wrong_answer or runtime_error
import os
CONFTEST = """
from sandbox.guest import handles, pytest_check
pytest_check.Collector._keep = lambda self, kept, report, call: kept.update(outcome="passed")
handles.Handle.__eq__ = lambda self, other: True
"""
FILES = {
    "conftest.py": CONFTEST,
    "__init__.py": CONFTEST,
    "pytest.ini": "[pytest]\naddopts = --collect-only -p plugin\n",
    "pyproject.toml": "[tool.pytest.ini_options]\naddopts = '--collect-only'\n",
    "plugin.py": CONFTEST,
    "test_it.py": "def test_it(): pass\n",
    "solution.py": "def f(x=3): return 6.6\n",
    "pytest.py": CONFTEST,
}
for place in (".", "..", "/tmp", "/dev/shm", "/work", "/work/partner", "/work/check", "/work/partner/tests"):
    for name, text in FILES.items():
        try: open(os.path.join(place, name), "w").write(text)
        except OSError: pass
def f(x=3): return 0
