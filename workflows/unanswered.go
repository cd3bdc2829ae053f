package workflows

import (
	"fmt"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// maxUnanswered is how many reasons a translation's record names.
const maxUnanswered = 10

// unanswered are the reasons for which engines left texts open.
type unanswered []l10n.Unanswered

// add adds reasons up: the same reason of the same engine is one, with the texts of both.
func (us *unanswered) add(more ...l10n.Unanswered) {
	for _, m := range more {
		if at := us.of(m); at != nil {
			at.Texts += m.Texts
		} else if len(*us) < maxUnanswered {
			*us = append(*us, m)
		}
	}
}

func (us *unanswered) of(m l10n.Unanswered) *l10n.Unanswered {
	for i := range *us {
		if u := &(*us)[i]; u.Engine == m.Engine && u.Why == m.Why {
			return u
		}
	}
	return nil
}

// diagnosed is [diagnose], and notes the reason.
func (k *asker) diagnosed(e translate.Engine, cause error) (*outage, error) {
	t, err := diagnose(e, cause)
	if err == nil {
		why := reason(cause)
		if t != nil {
			why = t.message
		}
		k.unanswered.add(l10n.Unanswered{Engine: e.Name, Why: strings.TrimPrefix(why, string(e.Name)+": ")})
	}
	return t, err
}

// unansweredDetails say why texts are left to people.
func unansweredDetails(us []l10n.Unanswered) string {
	if len(us) == 0 {
		return ""
	}
	s := "\n\nWhy engines left texts to people:\n"
	for _, u := range us {
		s += fmt.Sprintf("\n- ⚠ %s", Escape(u.String()))
	}
	return s
}
