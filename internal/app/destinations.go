package app

import (
	"fmt"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/destination"
	"github.com/dragoman-l10n/dragoman/internal/publish"
	"github.com/dragoman-l10n/dragoman/internal/site"
)

// openDestinations opens the configured ones. One whose credentials are not in this environment can't be published to
// from here, but pages can be previewed with its addresses: the desk needs no credentials.
func (a *App) openDestinations() error {
	key, err := SigningKey(a.Env)
	if err != nil {
		return err
	}
	earlier, err := earlierKeys(a.Env)
	if err != nil {
		return err
	}
	for _, d := range a.Config.Destinations {
		dest, err := a.openDestination(d)
		if err != nil {
			return mark(fmt.Errorf("destination %s: %w", d.Name, err), ErrConfig)
		}
		a.destinations[d.Name] = dest
		to := site.Destination{Publisher: publish.New(dest, a.Store), URL: d.URL, Neutral: destination.Neutral(d.Kind, d.Raw)}
		if key != nil {
			to.Publisher = to.Publisher.Sealed(key, earlier...)
		}
		if d.Purge.URL != "" {
			if to.Purger, err = destination.NewPurger(purgeOptions(d.Purge, a.Env)); err != nil {
				return mark(fmt.Errorf("destination %s: %w", d.Name, err), ErrConfig)
			}
		}
		if own, ok := dest.(interface {
			Address(base, path string) string
		}); ok {
			to.Address = own.Address
		}
		a.Site.Destinations[d.Name] = to
	}
	return nil
}

func (a *App) openDestination(d config.Destination) (publish.Destination, error) {
	if missing := d.Missing(a.Env); len(missing) > 0 {
		return destination.Closed(d.Kind, fmt.Errorf("the environment has no %s", strings.Join(missing, " and no "))), nil
	}
	o := destinationOptions(d, a.Env)
	o.Keep = a.Store
	return destination.Open(d.Kind, o)
}

// destinationOptions are a configured destination's settings as its driver takes them, with its credentials.
func destinationOptions(d config.Destination, env func(string) string) destination.Options {
	o := destination.Options{
		Dir: d.Path, Endpoint: d.Endpoint, URL: d.URL, Bucket: d.Bucket, Region: d.Region, Prefix: d.Prefix, Branch: d.Branch,
		Author: d.Author, Follow: d.Follow, Type: d.Type, Status: d.Status, LanguageMeta: d.LanguageMeta,
		LanguageTaxonomy: d.LanguageTaxonomy, Raw: d.Raw,
	}
	if name := d.UserVariable(); name != "" {
		o.User = env(name)
	}
	if name := d.SecretVariable(); name != "" {
		o.Secret = env(name)
	}
	if d.Kind == "s3" {
		o.Token = env("AWS_SESSION_TOKEN")
	}
	return o
}

func purgeOptions(p config.Purge, env func(string) string) destination.PurgeOptions {
	return destination.PurgeOptions{URL: p.URL, Method: p.Method, Header: p.Header, Secret: env(p.Secret)}
}
