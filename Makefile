# What this project can do, one target each; `make` alone lists them.
# An edition other than the newest one is named so: make pdf EDITION=2019-2024

EDITION =
edition = $(if $(EDITION),--edition data/$(EDITION))
newest = $(notdir $(patsubst %/,%,$(dir $(lastword $(sort $(wildcard data/*/edition.toml))))))

python = .venv/bin/python
report = $(python) -m report_pdf
catalogues = $(patsubst %.po,%.mo,$(wildcard src/report_pdf/locale/*/LC_MESSAGES/*.po))
ready = .venv/.ready $(catalogues)
ready_dev = .venv/.ready-dev $(catalogues)

# setting up twice at once would break the environment
.NOTPARALLEL:
.PHONY: help pdf draft print archive verify specimen look preview check test soak corpus golden lint bench messages schemas verapdf lock clean
.DEFAULT_GOAL := help

help: ## list these targets · elenca questi comandi
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

pdf: $(ready) ## the final report, in build/ · il bilancio definitivo, in build/
	@$(report) build $(edition)

draft: $(ready) ## a draft that warnings do not stop, in build/draft/ · la bozza, che gli avvisi non fermano
	@$(report) build --draft $(edition)

print: $(ready) ## the files for the print shop, PDF/X-4, in build/print/ · i file per la tipografia
	@$(report) build --target print $(edition)

archive: $(ready) ## build, validate and deposit the version of edition.toml, in archive/ · deposita la versione
	@$(report) archive $(edition) $(if $(VERSION),--version $(VERSION))

verify: $(ready) ## whether the archive is as it was deposited · controlla che l'archivio sia intatto
	@$(report) verify $(if $(VERSION),archive/$(or $(EDITION),$(newest))/$(VERSION))

specimen: $(ready) ## every component and chart, in build/specimen/ · il campionario di pezzi e grafici
	@$(report) specimen $(edition)

look: $(ready) ## the book at a glance with its faults, build/look.html · il libro a colpo d'occhio, con i difetti
	@$(report) look $(edition)

preview: $(ready) ## the book in the browser, drawn again at each save · l'anteprima nel browser, a ogni salvataggio
	@$(report) preview --open $(edition)

check: $(ready) ## audit the data and the texts, write nothing · controlla dati e testi, senza scrivere nulla
	@$(report) check $(edition)

test: lint ## lint, then every test, the real build and veraPDF among them · tutte le prove
	@[ -n "$(VERAPDF)" ] || tools/verapdf/install || echo "conformance will NOT be checked: no veraPDF" >&2
	@$(python) -m pytest -n auto --dist loadfile

soak: $(ready_dev) ## the long trials whole, on the real edition: hours · le prove lunghe, intere
	@$(python) -m pytest -q --soak -m soak

corpus: $(ready_dev) ## bind every PDF of a folder, DIR=... · lega ogni PDF di una cartella, DIR=...
	@$(python) tools/corpus $(DIR)

golden: $(ready_dev) ## take the pages as they look now for those the tests expect · aggiorna le immagini di prova
	@$(python) -m pytest -q tests/test_golden_pages.py --update-golden

lint: $(ready_dev) ## style, formatting and types of the program · stile e tipi del programma
	@$(python) -m ruff check
	@$(python) -m ruff format --check
	@$(python) -m mypy

bench: $(ready_dev) ## time and memory against the peers; QUICK=1 in minutes · tempo e memoria a confronto
	@$(python) bench/compare.py $(if $(QUICK),--pages 20 100 --rounds 3 --ours)
	@$(python) bench/edit_to_screen.py $(if $(QUICK),5)

messages: $(ready_dev) ## collect the program's messages into the Italian catalogue · aggiorna i messaggi da tradurre
	@$(python) tools/messages.py

schemas: .venv/.ready ## write the JSON Schemas that editors read, in docs/schemas/ · aggiorna gli schemi per gli editor
	@$(python) -c 'from pathlib import Path; from report_pdf.reading import schemas; schemas.write(Path("docs/schemas"))'

verapdf: ## install the validator of PDF/A and PDF/UA, in .tools/ · installa il validatore
	@tools/verapdf/install

lock: ## write the lock files after a change of pyproject.toml · fissa le versioni dei pacchetti
	@tools/lock

clean: ## remove what was made, not what was installed · cancella ciò che è stato prodotto
	@rm -rf build .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/.ready: requirements.lock pyproject.toml tools/setup
	@tools/setup
	@touch $@

.venv/.ready-dev: requirements-dev.lock pyproject.toml tools/setup
	@tools/setup dev
	@touch $@ .venv/.ready

%.mo: %.po | .venv/.ready
	@$(python) -m babel.messages.frontend compile --input-file $< --output-file $@ 2>/dev/null
