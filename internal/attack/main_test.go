package main

import "testing"

func TestCount(t *testing.T) {
	out := []byte(`=== RUN   TestA
    --- PASS: TestA/one (0.00s)
    --- PASS: TestA/two (0.00s)
--- PASS: TestA (0.00s)
    a_test.go:1: attack: 40 tries of b
    a_test.go:1: attack: 2 tries of c
--- PASS: TestB (0.00s)
    --- FAIL: TestC/one (0.00s)
--- FAIL: TestC (0.00s)
--- SKIP: TestD (0.00s)
`)
	tries, tests, wrong := count(out)
	if tests != 3 || tries != 2+1+40-1+2-1+1 || len(wrong) != 2 {
		t.Errorf("%d tries of %d tests, wrong: %q", tries, tests, wrong)
	}
}
