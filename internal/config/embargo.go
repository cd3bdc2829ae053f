package config

import (
	"fmt"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Embargo says what holds for publications at an hour where a request doesn't say.
type Embargo struct {
	// NotReady is hold, omit or fallback: what becomes of locales that are not ready at the hour.
	NotReady l10n.NotReady `yaml:"not_ready"`
	// Zone is the time zone of hours.
	Zone string `yaml:"zone"`
}

func (v *validator) embargo(s *Site, i int) {
	n := s.Embargo.NotReady
	if n != "" && !slices.Contains(l10n.NotReadies, n) {
		v.add(fmt.Sprintf("%q is nothing that may become of locales that are not ready: there are hold, omit and fallback", n),
			"sites", i, "embargo", "not_ready")
	}
	if s.Together && n != "" && n != l10n.NotReadyHold {
		v.add("the locales are published together, so at an hour that is not ready for all they can only be held",
			"sites", i, "embargo", "not_ready")
	}
	if zone := s.Embargo.Zone; zone != "" {
		if _, err := time.LoadLocation(zone); err != nil || zone == "Local" {
			v.add(fmt.Sprintf("there is no time zone %q: write it as Europe/Paris, Africa/Nairobi or UTC", zone),
				"sites", i, "embargo", "zone")
		}
	}
}
