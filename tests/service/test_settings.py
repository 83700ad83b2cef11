"""The environment, the only way to configure the processes."""

from __future__ import annotations

import hashlib

import pytest
from pydantic import ValidationError

from service.settings import Quota, Settings


def test_the_environment_says_it_all() -> None:
    settings = Settings.from_env(
        {
            "SOFTJUDGE_REDIS_URL": "redis://there:1/2",
            "SOFTJUDGE_MAX_LIMITS": '{"cpu_s": 5}',
            "SOFTJUDGE_API_KEY_HASHES": "a" * 64 + "," + "b" * 64,
            "SOFTJUDGE_API_KEY": "of the client",
            "HOME": "/",
        }
    )
    assert settings.redis_url == "redis://there:1/2"
    assert settings.max_limits.cpu_s == 5
    assert settings.max_limits.wall_s == Settings().max_limits.wall_s
    assert settings.api_key_hashes == ("a" * 64, "b" * 64)


def test_children_read_back_what_they_are_given() -> None:
    key = hashlib.sha256(b"key").hexdigest()
    settings = Settings(
        wall="bubblewrap",
        api_key_hashes=(key, f"mine={'0' * 64}"),
        quotas={"mine": Quota(runs_per_s=5), "*": Quota(requests_per_s=0.5)},
        cache_ttl_s=0,
    )
    assert settings.key_hashes == {key[:12]: key, "mine": "0" * 64}
    assert Settings.from_env(settings.to_env()) == settings
    assert Settings.from_env({}) == Settings()


@pytest.mark.parametrize(
    "env",
    [
        {"SOFTJUDGE_WALL": "none"},
        {"SOFTJUDGE_MAX_TESTS": "0"},
        {"SOFTJUDGE_MAX_LIMITS": '{"cpu": 5}'},
        {"SOFTJUDGE_API_KEY_HASHES": "the key itself"},
        {"SOFTJUDGE_API_KEY_HASHES": f"one={'a' * 64},one={'b' * 64}"},
        {"SOFTJUDGE_QUOTAS": '{"nobody": {"runs_per_s": 1}}'},
        {"SOFTJUDGE_QUOTAS": '{"*": {"runs_per_s": 0}}'},
        {"SOFTJUDGE_QUOTAS": '{"*": {"runs": 1}}'},
    ],
)
def test_nonsense_is_refused(env: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Settings.from_env(env)


def test_what_is_wrong_is_told_without_the_secret() -> None:
    with pytest.raises(ValidationError) as raised:
        Settings.from_env({"SOFTJUDGE_API_KEY_HASHES": "the key itself"})
    assert "the key itself" not in str(raised.value)
    assert "api_key_hashes" in str(raised.value)
