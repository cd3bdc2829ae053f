# syntax=docker/dockerfile:1
# The lean program: worker, desk and every other command, without an embedded Temporal server.

FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 go build -tags lean -trimpath -ldflags "-s -w" -o /out/dragoman ./cmd/dragoman
# Folders that volumes are mounted on: a new volume takes its owner from here.
RUN mkdir -p /out/data /out/public

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/dragoman /usr/local/bin/dragoman
COPY --from=build --chown=nonroot:nonroot /out/data /data
COPY --from=build --chown=nonroot:nonroot /out/public /srv/public
WORKDIR /data
USER nonroot
EXPOSE 8080
# For the desk; a worker listens to nobody, so switch the check off there.
HEALTHCHECK --interval=10s --timeout=6s --start-period=20s --retries=6 CMD ["/usr/local/bin/dragoman", "health"]
ENTRYPOINT ["/usr/local/bin/dragoman"]
CMD ["desk"]
