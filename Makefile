# Everything that CI runs, by the same names. `make help` lists it.

GO          ?= go
BIN         := $(CURDIR)/bin
GOLANGCI    := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
WORKFLOWCHK := go.temporal.io/sdk/contrib/tools/workflowcheck@v0.6.0

CYCLONEDX   := github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.9.0
VULNDB      := golang.org/x/vulndb@latest
# symbol says which vulnerable functions are called, and takes many minutes; package says which packages are linked.
VULNSCAN    ?= symbol

VERSITYGW   := github.com/versity/versitygw/cmd/versitygw@v1.8.0

.PHONY: help demo build lean web web-check test check format vet lint workflowcheck versitygw bench growth scale histories fuzz fuzz-growth attack notice sbom vulncheck

help: ## List the targets.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t16

demo: ## Publish the example site, everything in one process.
	$(GO) run ./cmd/dragoman demo

build: ## Build the program, Temporal's server included, into bin/.
	$(GO) build -o $(BIN)/dragoman ./cmd/dragoman

lean: ## Build the program for production, without Temporal's server, into bin/.
	$(GO) build -tags lean -o $(BIN)/dragoman-lean ./cmd/dragoman

web: internal/desk/web/node_modules ## Make the desk's editor (internal/desk/web/dist) of its TypeScript.
	cd internal/desk/web && npm run --silent build

internal/desk/web/node_modules: internal/desk/web/package-lock.json
	cd internal/desk/web && npm ci --no-audit --no-fund --loglevel error && touch node_modules

web-check: internal/desk/web/node_modules ## Check the editor's types, style and tests, and that dist is what its sources give.
	cd internal/desk/web && npm run --silent types && npm run --silent lint && npm test --silent
	$(MAKE) web
	@changed=$$(git status --porcelain internal/desk/web/dist); test -z "$$changed" || { echo "dist is not what the sources give: make web, and commit it"; echo "$$changed"; exit 1; }

test: ## Run the tests. Those that need Chromium, PostgreSQL or Apertium run where these are found.
	$(GO) test -timeout 30m ./...

check: format vet lint workflowcheck test ## Run all that CI runs.

format: ## Fail when a file is not formatted.
	@bad=$$(gofmt -l $$(git ls-files '*.go')); test -z "$$bad" || { echo "not gofmt-ed:"; echo "$$bad"; exit 1; }

vet: ## Run go vet on both builds.
	$(GO) vet ./...
	$(GO) vet -tags lean ./cmd/dragoman

lint: $(BIN)/golangci-lint ## Run golangci-lint.
	$(BIN)/golangci-lint run ./...

workflowcheck: $(BIN)/workflowcheck ## Look for what is not deterministic in workflows.
	$(BIN)/workflowcheck ./workflows/...

bench: ## Run the benchmarks; each prints a ratio to something measured in the same run.
	$(GO) test -run '^$$' -bench . -benchtime 3x ./internal/e2e
	$(GO) test -run '^$$' -bench . ./internal/extract ./internal/localize ./internal/check

# The packages whose steps count: this program's, and those that read texts for it.
COUNTED := ./internal/...,golang.org/x/net/html,github.com/andybalholm/cascadia,github.com/antchfx/xpath,github.com/PuerkitoBio/goquery,$\
github.com/sergi/go-diff/...,github.com/blevesearch/snowballstem/...,github.com/goccy/go-yaml/...,golang.org/x/text/...,strings,bytes,slices,sort,$\
encoding/xml,encoding/json,encoding/csv,regexp,regexp/syntax,unicode/utf8,html/template,text/template

growth: ## Let texts grow eight times, and count the steps of each stage. ARGS='-hunt 1h' tries texts made at random for an hour.
	GOCOVERDIR=$$(mktemp -d) $(GO) run -cover -covermode=atomic -coverpkg=$(COUNTED) ./internal/growthsteps $(ARGS)

scale: ## Publish 2,000 pages in four locales, and list 10,000, and print what that takes: half an hour.
	$(GO) test ./internal/e2e -run 'TestScale|TestALongList' -scale 2000 -long 10000 -apart -timeout 12h -v

histories: ## Record anew the histories that the replay test keeps, after a deliberate change of a workflow.
	$(GO) test ./internal/e2e -run 'TestHistories|TestPagesBeforeTheirApproval|TestAChangeWhileItsReviewWaits|TestStepsSurviveBadDays' -record -count 1

fuzz: ## Run each fuzz target for a minute.
	@for pkg in $$($(GO) list ./internal/...); do \
	  for f in $$($(GO) test -list '^Fuzz' $$pkg | grep ^Fuzz); do \
	    echo "$$pkg $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime 1m $$pkg || exit 1; \
	  done; \
	done

fuzz-growth: ## Try texts made at random for an hour: what a stage takes for a byte has a bound. ARGS='-family memory' tries one kind.
	$(GO) test ./internal/growth -run '^$$' -fuzz FuzzWorkPerByte -fuzztime 1h $(if $(ARGS),-args $(ARGS))

attack: ## Try to break in, and print how much was tried. LONG=10m fuzzes for ten minutes a target too.
	$(GO) run ./internal/attack $(if $(LONG),-long $(LONG))

notice: ## Write NOTICE anew: the licences of what is linked.
	$(GO) run ./internal/notice > NOTICE.new && mv NOTICE.new NOTICE

sbom: ## Write bin/sbom.cdx.json, what the program is made of, as CycloneDX.
	mkdir -p $(BIN)
	$(GO) run $(CYCLONEDX) app -json -licenses -main cmd/dragoman -output $(BIN)/sbom.cdx.json .

vulncheck: ## Look for known vulnerabilities of what is linked. The database is a Go module; no other server is asked.
	@db=$$($(GO) mod download -json $(VULNDB) | sed -n 's/^.*"Dir": "\(.*\)",$$/\1/p') && test -d "$$db/data/osv" && \
	  $(GO) run $(GOVULNCHECK) -scan $(VULNSCAN) -db "file://$$db/data/osv" ./cmd/dragoman

versitygw: $(BIN)/versitygw ## Install the S3 server for tests.

$(BIN)/versitygw:
	GOBIN=$(BIN) $(GO) install $(VERSITYGW)

$(BIN)/golangci-lint:
	GOBIN=$(BIN) $(GO) install $(GOLANGCI)

$(BIN)/workflowcheck:
	GOBIN=$(BIN) $(GO) install $(WORKFLOWCHK)
