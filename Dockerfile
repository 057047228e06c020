# One static binary in an empty image. `make test` starts the same binary in an empty read-only root, so what an image of
# nothing lacks (time zones, CA roots, /tmp, a user) is known to be missed by nothing.

# what reads cards in the browser comes from npm; without it the build has everything else
FROM node:22-slim AS npm
WORKDIR /web
COPY web/package.json web/package-lock.json ./
RUN npm ci --ignore-scripts --omit=dev

FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=npm /web/node_modules web/node_modules
RUN make build && mkdir /data

FROM scratch
COPY --from=build /src/bin/netanswer /netanswer
COPY --from=build /src/LICENSE /src/NOTICE /
# a number, not a name: an orchestrator can see that it is not root, and there is no /etc/passwd
COPY --from=build --chown=65532:65532 /data /data
USER 65532:65532
VOLUME /data
# the settings' defaults (./data/…) resolve here; temporary files can be nowhere else
WORKDIR /
ENV NETANSWER_LISTEN=:8080 TMPDIR=/data
EXPOSE 8080
# no shell and no curl in here: the program asks itself. Readiness is for whoever balances: GET /readyz
HEALTHCHECK --interval=10s --timeout=4s --start-period=5s CMD ["/netanswer", "healthy"]
# SIGTERM (the default) drains: 15 s for requests, 8 s for messages, and NETANSWER_DRAIN before; docker stop waits 10 by default
# serve says what it lacks: at least NETANSWER_PUBLIC_URL, NETANSWER_ISSUER with what belongs to it, the keys (docs/operations.md)
ENTRYPOINT ["/netanswer"]
CMD ["serve"]
