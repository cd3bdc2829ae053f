package langdata

// Punctuation is which signs a language writes. The section is read by internal/check and internal/format.
type Punctuation struct {
	// FullStop is the sign at the end of a sentence: Hindi "।".
	FullStop string `toml:"full_stop"`
	// QuestionMark is the sign at the end of a question: Arabic "؟".
	QuestionMark string `toml:"question_mark"`
	// SpaceBefore are signs with a no-break space before them: French ":".
	SpaceBefore []string `toml:"space_before"`
	// NarrowSpaceBefore are signs with a narrow no-break space before them: French "!".
	NarrowSpaceBefore []string `toml:"narrow_space_before"`
	// SpacedQuotes says that no-break spaces stand within the guillemets: French "« oui »".
	SpacedQuotes bool `toml:"spaced_quotes"`
	// AlsoQuotes are quotation marks that are as good as those that CLDR names: Spanish "«".
	AlsoQuotes []string `toml:"also_quotes"`
	// FullWidth says that signs have the width of the script's characters: Chinese "。".
	FullWidth bool `toml:"full_width"`
	// Comma is the comma of FullWidth: Japanese "、".
	Comma string `toml:"comma"`
	// Salutation are the signs after the words that a letter or a speech begins with: English ",", Russian "!".
	Salutation []string `toml:"salutation"`
	// Inverted says that questions and exclamations have an opening sign: Spanish "¿".
	Inverted bool `toml:"inverted"`
}
