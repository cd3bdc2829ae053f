package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/destination"
	"github.com/dragoman-l10n/dragoman/internal/publish"
	"github.com/dragoman-l10n/dragoman/internal/site"
)

// destinations opens the configured ones. One whose credentials are not in this environment can't be published to from
// here, but pages can be previewed with its addresses: the desk needs no credentials.
func (a *app) destinations() error {
	key, err := signingKey()
	if err != nil {
		return err
	}
	for _, d := range a.cfg.Destinations {
		dest, err := a.openDestination(d)
		if err != nil {
			return &coded{exitConfig, fmt.Errorf("destination %s: %w", d.Name, err)}
		}
		a.dests[d.Name] = dest
		to := site.Destination{Publisher: publish.New(dest, a.store), URL: d.URL}
		if key != nil {
			to.Publisher = to.Publisher.Sealed(key)
		}
		if d.Purge.URL != "" {
			if to.Purger, err = destination.NewPurger(destination.PurgeOptions{
				URL: d.Purge.URL, Method: d.Purge.Method, Header: d.Purge.Header, Secret: os.Getenv(d.Purge.Secret),
			}); err != nil {
				return &coded{exitConfig, fmt.Errorf("destination %s: %w", d.Name, err)}
			}
		}
		if own, ok := dest.(interface {
			Address(base, path string) string
		}); ok {
			to.Address = own.Address
		}
		a.site.Destinations[d.Name] = to
	}
	return nil
}

func (a *app) openDestination(d config.Destination) (publish.Destination, error) {
	if missing := d.Missing(os.Getenv); len(missing) > 0 {
		return destination.Closed(d.Kind, fmt.Errorf("the environment has no %s", strings.Join(missing, " and no "))), nil
	}
	o := destination.Options{
		Dir: d.Path, Endpoint: d.Endpoint, URL: d.URL, Bucket: d.Bucket, Region: d.Region, Prefix: d.Prefix, Branch: d.Branch, Author: d.Author,
		Follow: d.Follow, Type: d.Type, Status: d.Status, LanguageMeta: d.LanguageMeta, LanguageTaxonomy: d.LanguageTaxonomy, Keep: a.store,
	}
	if name := d.UserVariable(); name != "" {
		o.User = os.Getenv(name)
	}
	if name := d.SecretVariable(); name != "" {
		o.Secret = os.Getenv(name)
	}
	if d.Kind == "s3" {
		o.Token = os.Getenv("AWS_SESSION_TOKEN")
	}
	return destination.Open(d.Kind, o)
}
