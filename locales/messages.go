package locales

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Messages returns all messages of some rooms in one language, by their IDs, for programs that write them elsewhere than here.
// A message with plural forms is a map of them by CLDR's categories; any other is a string. What the language lacks is in
// English.
func Messages(l l10n.Locale, of ...string) (map[string]any, error) {
	all := map[string]any{}
	for _, room := range of {
		if !slices.Contains(rooms, room) {
			return nil, fmt.Errorf("locales: there is no room %q", room)
		}
		for _, lang := range []l10n.Locale{"en", l} {
			b, err := files.ReadFile(room + "." + string(lang) + ".toml")
			if err != nil {
				return nil, fmt.Errorf("locales: %w", err)
			}
			var raw map[string]any
			if err := toml.Unmarshal(b, &raw); err != nil {
				return nil, fmt.Errorf("locales: %s in %s: %w", room, lang, err)
			}
			maps.Copy(all, messagesOf("", raw))
		}
	}
	return all, nil
}

// messagesOf lists the messages of a table of a catalogue. A table that has the form "other" is one message.
func messagesOf(prefix string, table map[string]any) map[string]any {
	all := map[string]any{}
	for key, v := range table {
		id := strings.TrimPrefix(prefix+"."+key, ".")
		switch v := v.(type) {
		case string:
			all[id] = v
		case map[string]any:
			if _, message := v["other"].(string); message {
				all[id] = v
				continue
			}
			maps.Copy(all, messagesOf(id, v))
		}
	}
	return all
}
