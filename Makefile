# The work is done by the small shell scripts in scripts/; `make help` lists what there is.
.DEFAULT_GOAL := help
.PHONY: help demo test lint bench clean distclean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 18

demo: ## install, load a made-up district, print one log-in per role, and serve
	@sh scripts/demo.sh $(DEMO)

test: ## install what the tests need and run them
	@sh scripts/test.sh

lint: ## style, types and the rules on who may import whom
	@sh scripts/lint.sh

bench: ## time the engine, and others beside it
	@sh scripts/bench.sh

clean: ## remove build products and caches
	@sh scripts/clean.sh

distclean: clean ## the same, and the virtual environment
	@rm -rf .venv
