# Everything is done by Go programs and small scripts in .ci; this file only names them.
# `make run` and `make build` need Go and make, nothing else.

FUZZTIME ?= 30s

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## build all and start it on http://localhost:8080 with the sandbox issuer and the handset page
	@exec bin/netanswer serve --dev

build: app ## bin/netanswer, one static binary with the app inside
	CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags '-s -w' -o bin/netanswer ./server

# the Wasm, script and style sheet that the server embeds; compressed again only when they changed
app:
	@go run ./web/build

test: ## every check; as root or with CI=1 installs what is missing
	@.ci/test

screens: build ## every screen in every way of use, and the pictures of docs/screens anew
	EVERY=1 node --test --test-reporter=spec web/e2e/screens.test.mjs web/e2e/brand.test.mjs web/e2e/keyboard.test.mjs web/e2e/proof.test.mjs web/e2e/cards.test.mjs web/e2e/search.test.mjs web/e2e/vault.test.mjs

guide: build ## the pictures and films of /guide anew, then the binary with them; BRAND=file for an issuer's own
	NETANSWER_BRAND="$(abspath $(BRAND))" GUIDE=renew node --test --test-name-pattern='taken|films|every step' web/e2e/guide.test.mjs
	@$(MAKE) --no-print-directory build

audio: ## what is said on the telephone anew, after its words changed; needs open-jtalk and flite (server/telephony/build)
	go run ./server/telephony/build

bench: ## the benchmarks, each with its unit and its floor
	@.ci/bench

scan-bench: build ## how well cards are read: SET=folder of pictures with a manifest.json; see web/e2e/scan/bench.mjs
	@SET="$(abspath $(SET))" node web/e2e/scan/bench.mjs

chaos: ## the power cut at every commit and at random moments, on both databases; takes minutes
	@.ci/chaos

fuzz: ## every fuzz target for FUZZTIME (30s) each
	@grep -rlE '^func Fuzz' --include='*_test.go' app server shared web | while read -r file; do \
		for target in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\).*/\1/p' "$$file"); do \
			echo "$$target in $$(dirname "$$file")"; \
			go test -run='^$$' -fuzz="^$$target$$" -fuzztime=$(FUZZTIME) "./$$(dirname "$$file")" || exit 1; \
		done; \
	done

clean: ## remove what was built, not the data
	rm -rf bin web/node_modules
	find web/dist -type f ! -name README.md -delete

.PHONY: help run build app test screens guide audio bench scan-bench chaos fuzz clean
