package app

import (
	"fmt"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/handoff"
	"github.com/dragoman-l10n/dragoman/internal/place"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// openPlaces opens the places of review steps that are done by file. One whose credentials are not in this environment
// can't be used from here, and says so when it is: the desk needs none.
func (a *App) openPlaces() error {
	a.Review.Places = map[string]review.Place{}
	for _, p := range a.Config.Places {
		opened, err := a.openPlace(p)
		if err != nil {
			return mark(fmt.Errorf("place %s: %w", p.Name, err), ErrConfig)
		}
		a.Review.Places[p.Name] = review.Place{Place: opened, SourceAsTarget: p.SourceAsTarget, Every: p.Every.Std()}
	}
	return nil
}

func (a *App) openPlace(p config.Place) (handoff.Place, error) {
	if missing := p.Missing(a.Env); len(missing) > 0 {
		return place.Closed(fmt.Errorf("the place %s: the environment has no %s", p.Name, strings.Join(missing, " and no "))), nil
	}
	o := place.Options{Dir: p.Path, Endpoint: p.Endpoint, Bucket: p.Bucket, Region: p.Region, Prefix: p.Prefix}
	if p.Kind == "s3" {
		o.User, o.Secret, o.Token = a.Env(p.UserVariable()), a.Env(p.SecretVariable()), a.Env("AWS_SESSION_TOKEN")
	}
	return place.Open(p.Kind, o)
}
