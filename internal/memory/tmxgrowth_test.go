package memory

import (
	"fmt"
	"strings"
	"testing"
)

// TestManyCodes holds that many codes are matched, each with one of the source's, whatever they have in common.
func TestManyCodes(t *testing.T) {
	const n = 10_000
	numbered := func(format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	for name, seg := range map[string]string{
		"same text":  strings.Repeat("<ph>b</ph>w ", n),
		"no text":    strings.Repeat("<ph/>w ", n),
		"same x":     strings.Repeat(`<ph x="1"/>w `, n),
		"other x":    numbered(`<ph x="%d"/>w `),
		"same pairs": strings.Repeat(`<bpt i="1"/>w<ept i="1"/> `, n),
		"pairs":      numbered(`<bpt i="%[1]d"/>w<ept i="%[1]d"/> `),
	} {
		unit := `<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>` + seg + `</seg></tuv><tuv xml:lang="fr"><seg>` +
			seg + `</seg></tuv></tu></body></tmx>`
		units := 0
		problems, err := ReadTMX(strings.NewReader(unit), ImportOptions{}, func(u Unit) error {
			if units++; u.Source.CheckCodes(u.Target, nil) != nil || len(u.Source) < 2*n {
				t.Errorf("%s: %d parts", name, len(u.Source))
			}
			return nil
		})
		if err != nil || len(problems) > 0 || units != 1 {
			t.Errorf("%s: %d units, %v, %v", name, units, problems, err)
		}
	}
}
