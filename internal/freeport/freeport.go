// Package freeport picks ports on loopback for servers that want a number rather than a listener.
package freeport

import (
	"errors"
	"math/rand/v2"
	"net"
	"slices"
	"strconv"
)

// The ports come from below the ranges that systems give to outgoing connections (from 32768 on Linux, from 49152 by
// RFC 6335): one from there may be taken by any connection between now and the server's start, or while it is stopped.
const low, high = 20_000, 32_000

// Is reports whether nobody listens on a port.
func Is(port int) bool {
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	return err == nil && l.Close() == nil
}

// Pick returns a free port that is none of the taken ones.
func Pick(taken ...int) (int, error) {
	for range 1000 {
		port := low + rand.IntN(high-low) //nolint:gosec // no secret
		if !slices.Contains(taken, port) && Is(port) {
			return port, nil
		}
	}
	return 0, errors.New("no free port on 127.0.0.1")
}
