// Package e2e has the tests that need the whole pipeline: the real workflows and activities on the embedded Temporal
// server, and the program itself, started, killed and clicked at. It holds no code of its own.
package e2e
