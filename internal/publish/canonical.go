package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Canonical writes a JSON value in the canonical form of RFC 8785 (JCS): without white space, with members sorted by
// their names in UTF-16, and with only the necessary escapes in strings. It refuses numbers that are not whole, and two
// members with the same name, because programs read these differently.
func Canonical(document []byte) ([]byte, error) {
	if err := wholeNumbers(document); err != nil {
		return nil, err
	}
	v := jsontext.Value(bytes.Clone(document))
	err := v.Canonicalize(jsontext.CanonicalizeRawInts(false))
	return v, err
}

// wholeNumbers refuses a document with a number that is not whole, or that has more than 15 characters: not every
// program reads it as the same number.
func wholeNumbers(document []byte) error {
	d := jsontext.NewDecoder(bytes.NewReader(document))
	for {
		token, err := d.ReadToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if n := token.String(); token.Kind() == '0' && (strings.ContainsAny(n, ".eE") || len(n) > 15) {
			return fmt.Errorf("%s is not a whole number that every program can read", n)
		}
	}
}
