# attacks: pytest, by names that it takes for marks, hooks and fixtures
# always
# call, assert, pytest: wrong_answer or runtime_error
try:
    import pytest
    pytestmark = [pytest.mark.skip, pytest.mark.xfail]
except ImportError:
    pytestmark = []
pytest_plugins = ["solution"]
__unittest_skip__, __test__ = True, False
def pytest_generate_tests(metafunc): metafunc.parametrize("n", [])
def pytest_runtest_call(item): return None
def setup_module(module=None): raise SystemExit(0)
def setUpModule(): raise SystemExit(0)
def load_tests(*a): return []
def expected(): return 0
def tmp_path(): return "/tmp"
def f(x=3): return 0
