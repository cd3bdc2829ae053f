package extract

import (
	"math"
	"strconv"
	"testing"
)

func TestBase36(t *testing.T) {
	for _, n := range []uint64{0, 1, 35, 36, 1295, 1296, 1 << 32, hashStart, math.MaxUint64} {
		if got, want := string(base36([]byte("u"), n)), "u"+strconv.FormatUint(n, 36); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}
