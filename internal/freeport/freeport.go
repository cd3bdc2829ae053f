// Package freeport picks free ports on loopback, for servers that take a port's number and not a listener.
package freeport

import (
	"errors"
	"math/rand/v2"
	"net"
	"slices"
	"strconv"
)

// The range is below the ports that systems give to outgoing connections (from 32768 on Linux, from 49152 by RFC 6335).
// A port from those ranges may be taken by a connection before the server starts, or while it is stopped.
const low, high = 20_000, 32_000

// Is reports whether a port is free: nobody listens on it.
func Is(port int) bool {
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	return err == nil && l.Close() == nil
}

// Pick returns a free port. It does not return one of taken.
func Pick(taken ...int) (int, error) {
	for range 1000 {
		port := low + rand.IntN(high-low) //nolint:gosec // no secret
		if !slices.Contains(taken, port) && Is(port) {
			return port, nil
		}
	}
	return 0, errors.New("no free port on 127.0.0.1")
}
