# Embedscope. The two commands a newcomer needs are `make report` and `make test`; everything else is listed by `make help`.

PREFIX ?= /usr/local
REFERENCE ?= .build/reference
# Swift's own libraries go into the tool: it starts 1.4 ms sooner and runs where no Swift is installed. macOS has them built in.
STATIC := $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)
TOOL := .build/release/embedscope

.DEFAULT_GOAL := help
.PHONY: help build report test parity verify-real install format lint clean bench dependencies

help: ## lists the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1 - \2/p' $(MAKEFILE_LIST) | awk -F ' - ' '{ printf "%-18s %s\n", $$1, $$2 }'

dependencies:
	@Scripts/install-dependencies

build: dependencies ## installs what is missing and builds the tool for release
	swift build -c release $(STATIC) --product embedscope

report: build ## writes report/index.html: GPT-2 beside BERT
	@Scripts/report $(TOOL)

test: dependencies ## builds and passes all tests, those in a browser, and a package outside this one
	@Scripts/run-tests
	@Scripts/install-dependencies browser
	@Scripts/browser-tests
	@Scripts/check-package .build/outside

parity: dependencies ## compares with the Python references on real models and much text (sets them up in REFERENCE)
	@Scripts/run-parity $(REFERENCE)

verify-real: build ## fetches the real gpt2 and bert-base-uncased and checks published facts (needs a network)
	@python3 Scripts/release/verify-real.py $(TOOL)

bench: build ## prints how long things take, beside the Python references
	@Benchmarks/run $(REFERENCE)

install: build ## installs the tool and its completions under PREFIX (and DESTDIR)
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	install -m 755 $(TOOL) "$(DESTDIR)$(PREFIX)/bin/embedscope"
	$(TOOL) completions bash > "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/embedscope"
	$(TOOL) completions zsh > "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_embedscope"
	$(TOOL) completions fish > "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/embedscope.fish"

format: ## formats every Swift file
	swift format format --in-place --parallel -r $(wildcard Sources Tests Tools Examples Benchmarks) Package.swift

lint: ## checks the format of every Swift file, strictly
	@Scripts/check-format

clean: ## removes what builds and reports have left (models/ stays)
	rm -rf .build report
