package format

import (
	"math"
	"strconv"
	"strings"
)

// decimal is a number in decimal digits. It is made from a float's shortest digits, so that 1.005 is what it says.
type decimal struct {
	negative bool
	whole    string // at least one digit, no zeros before others
	fraction string
}

func newDecimal(v float64) decimal {
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(math.Abs(v), 'f', -1, 64), ".")
	return decimal{math.Signbit(v), whole, fraction}
}

func (d decimal) isZero() bool { return strings.Trim(d.whole+d.fraction, "0") == "" }

// shift multiplies by ten to the power n.
func (d decimal) shift(n int) decimal {
	for ; n > 0; n-- {
		digit := "0"
		if d.fraction != "" {
			digit, d.fraction = d.fraction[:1], d.fraction[1:]
		}
		d.whole += digit
	}
	for ; n < 0; n++ {
		d.fraction = d.whole[len(d.whole)-1:] + d.fraction
		d.whole = d.whole[:len(d.whole)-1]
		if d.whole == "" {
			d.whole = "0"
		}
	}
	d.whole = strings.TrimLeft(d.whole[:len(d.whole)-1], "0") + d.whole[len(d.whole)-1:]
	return d
}

// round keeps the fraction within the digits; halves go away from zero. What rounds to zero has no sign.
func (d decimal) round(digits Digits) decimal {
	if len(d.fraction) > digits.Max {
		up := d.fraction[digits.Max] >= '5'
		d.fraction = d.fraction[:digits.Max]
		if up {
			d.increment()
		}
	}
	d.fraction = strings.TrimRight(d.fraction, "0")
	if missing := digits.Min - len(d.fraction); missing > 0 {
		d.fraction += strings.Repeat("0", missing)
	}
	d.negative = d.negative && !d.isZero()
	return d
}

// increment adds one to the last digit.
func (d *decimal) increment() {
	digits := []byte("0" + d.whole + d.fraction)
	i := len(digits) - 1
	for ; digits[i] == '9'; i-- {
		digits[i] = '0'
	}
	digits[i]++
	cut := len(digits) - len(d.fraction)
	if digits[0] == '0' {
		digits, cut = digits[1:], cut-1
	}
	d.whole, d.fraction = string(digits[:cut]), string(digits[cut:])
}
