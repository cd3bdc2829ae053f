package langdata

import "github.com/dragoman-l10n/dragoman/internal/l10n"

// Language is what is known of one language: the sections of its file. The comment of a field says what its key means,
// gives an example, and names the package that reads it. The words of a list are in lower case and without their last
// full stop, unless the comment says otherwise.
//
// "All languages together" means that the lists of all files are joined, because a text may hold names, quotations and
// whole sentences of another language.
type Language struct {
	// Tag is the name of the most special file that was read; "root" for a language without a file.
	Tag l10n.Locale `toml:"-"`

	Sentences   Sentences   `toml:"sentences"`
	Words       Words       `toml:"words"`
	Length      Length      `toml:"length"`
	Letters     Letters     `toml:"letters"`
	Punctuation Punctuation `toml:"punctuation"`
	Lists       Lists       `toml:"lists"`
	Numbers     Numbers     `toml:"numbers"`
	Money       Money       `toml:"money"`
	Units       Units       `toml:"units"`
	Dates       Dates       `toml:"dates"`
	Times       Times       `toml:"times"`
	Inflection  Inflection  `toml:"inflection"`
	Compare     Compare     `toml:"compare"`
}
