package app

import "errors"

// ErrConfig marks errors of the configuration, or of what it needs of the environment.
var ErrConfig = errors.New("wrong configuration")

// marked is an error of a kind that its text need not say.
type marked struct {
	error
	kind error
}

func mark(err, kind error) error { return &marked{err, kind} }

// Unwrap gives the error and its kind.
func (m *marked) Unwrap() []error { return []error{m.error, m.kind} }
