package app

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/config"
)

// TestNoSettingIsForgotten holds that each setting of an engine, a destination and a cache reaches the driver's options,
// and that no option is left empty when everything is configured.
func TestNoSettingIsForgotten(t *testing.T) {
	env := func(name string) string { return "value of " + name }
	for _, c := range []struct {
		name      string
		settings  any
		options   func(settings any) any
		elsewhere []string // settings that are no option of the driver
		given     []string // options that the caller gives
	}{
		{
			"provider", config.Provider{},
			func(s any) any { return providerOptions(s.(config.Provider)) },
			[]string{"Driver", "PerSecond", "Price", "Tokens", "OnlyJudges", "Budget"}, []string{"Env"},
		},
		{
			"destination", config.Destination{Kind: "s3"},
			func(s any) any { return destinationOptions(s.(config.Destination), env) },
			[]string{"Name", "Kind", "Purge"}, []string{"Keep", "Transport"},
		},
		{
			"purge", config.Purge{},
			func(s any) any { return purgeOptions(s.(config.Purge), env) },
			nil, []string{"Transport"},
		},
	} {
		full := reflect.New(reflect.TypeOf(c.settings)).Elem()
		full.Set(reflect.ValueOf(c.settings))
		for f := range full.Type().Fields() {
			if v := full.FieldByIndex(f.Index); v.IsZero() {
				setText(v, f.Name)
			}
		}
		options := c.options(full.Interface())
		for f := range full.Type().Fields() {
			without := reflect.New(full.Type()).Elem()
			without.Set(full)
			without.FieldByIndex(f.Index).SetZero()
			if !slices.Contains(c.elsewhere, f.Name) && fmt.Sprint(c.options(without.Interface())) == fmt.Sprint(options) {
				t.Errorf("the %s's %s does not reach its driver", c.name, f.Name)
			}
		}
		for f := range reflect.TypeOf(options).Fields() {
			if reflect.ValueOf(options).FieldByIndex(f.Index).IsZero() && !slices.Contains(c.given, f.Name) {
				t.Errorf("the option %s of a %s is configured nowhere", f.Name, c.name)
			}
		}
	}
}

// setText gives a field a value of its own.
func setText(v reflect.Value, name string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(name)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(len(name)))
	case reflect.Float64:
		v.SetFloat(1)
	}
}
