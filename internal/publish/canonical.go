package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Canonical is the one way of writing a JSON value of RFC 8785 (JCS): no white space, members in the order of their names
// in UTF-16, strings escaped no more than needed. A manifest has whole numbers alone. Others are refused, because programs
// differ in how they read them; so are members of the same name, of which programs read one or the other.
func Canonical(document []byte) ([]byte, error) {
	if err := wholeNumbers(document); err != nil {
		return nil, err
	}
	v := jsontext.Value(bytes.Clone(document))
	err := v.Canonicalize(jsontext.CanonicalizeRawInts(false))
	return v, err
}

// wholeNumbers refuses a document with a number that not every program reads as the same.
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
