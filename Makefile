# The suite's commands; `make help` lists them.

SHELL := bash
PYTHON ?= python3
ARGS ?=
# tf2_msgs is in every ROS installation, but not on PyPI.
PACKAGES := $(patsubst %/package.xml,%,$(wildcard */package.xml)) \
	$(if $(ROS_DISTRO),,underlay/tf2_msgs)
SOURCES := $(shell find $(PACKAGES) -type f -not -path '*/test/*' -not -name '*.pyc')
BUILT := install/.built
ENTER := . ./setup.bash

.PHONY: help
help:  ## List the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

.PHONY: build
build: bootstrap $(BUILT)  ## Install what is needed and build the packages

.PHONY: run
run: build  ## Run the robot; pass launch arguments with ARGS="robot:=mock"
	@$(ENTER) && exec ros2 launch reachy_agent_bringup agent.launch.py $(ARGS)

.PHONY: test
test: checks $(BUILT)  ## Run every test; pass pytest arguments with ARGS="-k goto"
	@$(ENTER) && exec python -m pytest $(ARGS)

.PHONY: lint
lint: checks $(BUILT)  ## Check style and types
	@$(ENTER) && ruff check . && ruff format --check . && mypy

.PHONY: bench
bench: checks $(BUILT)  ## Run every benchmark and print its table
	@$(ENTER) && for script in bench/*.py; do echo "== $$script"; python $$script $(ARGS) || exit; done

.PHONY: clean
clean:  ## Remove what was built and installed
	rm -rf build install log .venv

.PHONY: bootstrap checks
bootstrap:
	@$(PYTHON) underlay/bootstrap.py

checks:
	@$(PYTHON) underlay/bootstrap.py --checks

$(BUILT): $(SOURCES) colcon.meta | bootstrap
	@$(ENTER) && python -m colcon build --paths $(PACKAGES)
	@touch $@
