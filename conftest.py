"""Loads the plugins that every folder of tests uses."""

pytest_plugins = ["tests.docker_gate"]
