package config

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// elsewhere are the keys of a site that are no part of a run's plan, each with where it goes.
var elsewhere = map[string]string{
	"watch.every":   "Watch, to the schedule of the looks",
	"watch.new":     "Watch.Rules, to the records of the watch",
	"watch.changed": "Watch.Rules",
	"watch.removed": "Watch.Rules",

	"embargo.not_ready": "the planner, for requests with an hour",
	"embargo.zone":      "the planner, for hours without a zone",

	"checks.disabled":   "Config.Checks, to the proofreader",
	"checks.severities": "Config.Checks",
	"checks.spelling":   "Config.Checks",
	"checks.words":      "Config.WordFiles, read where the program is assembled",
	"checks.locales":    "Config.Checks",
}

// TestEveryKeyReachesThePlan holds that no key of a site is forgotten where a plan is made of it: each changes the plan.
func TestEveryKeyReachesThePlan(t *testing.T) {
	var full Site
	fill(reflect.ValueOf(&full).Elem())
	full.Locales, full.URLs.Scheme, full.Assets.Policy = []l10n.Locale{"es", "fr"}, l10n.HostScheme, copyAssets
	full.Review.Steps[0].Shadow = false // a shadow decides nothing, and a plan names the steps that do
	full.URLs.Hosts = map[l10n.Locale]string{"es": "https://es.test"}
	full.Pending.Locales = map[l10n.Locale]l10n.Pending{"es": l10n.OmitPending}
	var c Config
	whole := c.Plan(full, nil)
	walk(reflect.TypeFor[Site](), nil, "", func(index []int, key string) {
		if elsewhere[key] != "" {
			return
		}
		without := full
		reflect.ValueOf(&without).Elem().FieldByIndex(index).SetZero()
		if cmp.Equal(whole, c.Plan(without, nil)) {
			t.Errorf("the plan is the same without sites[].%s", key)
		}
	})
	// The other way round: each part of a plan comes from somewhere.
	plan := reflect.ValueOf(whole)
	for f := range plan.Type().Fields() {
		if plan.FieldByIndex(f.Index).IsZero() && !slices.Contains([]string{"RequestedBy", "Reason", "WholePage", "Patience", "Desk", "AllowPseudo", "Embargo", "AsPublished", "Uploads"}, f.Name) {
			t.Errorf("Plan.%s is empty, though every key of the site says something", f.Name)
		}
	}
}

// walk calls f for every key below a type, with where its field is.
func walk(typ reflect.Type, index []int, prefix string, f func(index []int, key string)) {
	for field := range typ.Fields() {
		at, key := append(slices.Clone(index), field.Index...), prefix+field.Tag.Get("yaml")
		if field.Type.Kind() == reflect.Struct {
			walk(field.Type, at, key+".", f)
		} else {
			f(at, key)
		}
	}
}

// fill gives each field a value that is not its zero, and that is its own where its type has many.
func fill(v reflect.Value) { (&filler{}).fill(v) }

type filler struct{ n int }

func (f *filler) fill(v reflect.Value) {
	f.n++
	switch v.Kind() {
	case reflect.Struct:
		for field := range v.Type().Fields() {
			f.fill(v.FieldByIndex(field.Index))
		}
	case reflect.String:
		v.SetString(fmt.Sprintf("text-%d", f.n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(f.n) * int64(time.Second))
	case reflect.Float64:
		v.SetFloat(float64(f.n))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		f.fill(v.Index(0))
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		f.fill(key)
		f.fill(value)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	case reflect.Pointer: // of a switch that is on by default
		v.Set(reflect.New(v.Type().Elem()))
	default:
		panic(fmt.Sprintf("fill cannot make a %s: teach it", v.Type()))
	}
}
