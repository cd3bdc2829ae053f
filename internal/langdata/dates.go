package langdata

// Dates is how dates are written. The section is read by internal/check.
type Dates struct {
	// AmbiguousMonths are names of months that are words as well: "may", French "mars". All languages together.
	AmbiguousMonths []string `toml:"ambiguous_months"`
	// CapitalNames says that names of months and days have a capital, by which they differ from other words: English.
	CapitalNames bool `toml:"capital_names"`
	// DeclinedMonths says that names of months have more cases than CLDR lists: Polish.
	DeclinedMonths bool `toml:"declined_months"`
	// Connectors are what may stand between the day and the month: "of", "th of", Spanish "de". All languages together.
	Connectors []string `toml:"connectors"`
}

// Times is how times of day are written. The section is read by internal/check.
type Times struct {
	// Halves are the marks of both halves of a day, after its hours: "pm", "a.m". All languages together.
	Halves []string `toml:"halves"`
	// LaterHalf are words that name the later half of a day: "evening".
	LaterHalf []string `toml:"later_half"`
}
