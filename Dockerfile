# One static binary in an empty image. `make test` starts the same binary in an empty read-only root, so what an image of
# nothing lacks (time zones, CA roots, /tmp, a user) is known to be missed by nothing.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
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
ENTRYPOINT ["/netanswer"]
CMD ["serve"]
