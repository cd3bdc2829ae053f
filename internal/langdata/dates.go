package langdata

// Dates is how dates are written. The section is read by internal/check and internal/format.
type Dates struct {
	// AmbiguousMonths are names of months that are words as well: "may", French "mars". All languages together.
	AmbiguousMonths []string `toml:"ambiguous_months"`
	// CapitalNames says that names of months and days have a capital, by which they differ from other words: English.
	CapitalNames bool `toml:"capital_names"`
	// DeclinedMonths says that names of months have more cases than CLDR lists: Polish.
	DeclinedMonths bool `toml:"declined_months"`
	// Connectors are what may stand between the day and the month: "of", "th of", Spanish "de". All languages together.
	Connectors []string `toml:"connectors"`
	// Months are names of months that CLDR's locale of the language does not have, by the month's number. In Arabic they
	// are those of the Levant and the Maghreb.
	Months map[string][]string `toml:"months"`
	// Weekdays are names and abbreviations of weekdays that CLDR's locale of the language does not have, by "sun" to
	// "sat": tue = ["tues"].
	Weekdays map[string][]string `toml:"weekdays"`
	// UndottedMonths are abbreviations of months that stand without their full stop: "sept". All languages together.
	UndottedMonths []string `toml:"undotted_months"`
	// SuffixedMonths says that the cases of a date are written behind its month: Turkish.
	SuffixedMonths bool `toml:"suffixed_months"`
	// Words are words that a date may hold besides names, where CLDR's patterns have others: Spanish "del". Those of
	// root.toml are added in every language.
	Words []string `toml:"words"`
	// YearOffsets are what is added to a year of the Gregorian calendar to get one of the calendar that the language counts
	// years by as well: Thai 543. Two where the years begin at other times: Persian -621 and -622.
	YearOffsets []int `toml:"year_offsets"`
	// YearEras are words before a year that is counted in an era, with the Gregorian year before its first: Japanese "令和"
	// = 2018.
	YearEras map[string]int `toml:"year_eras"`
	// YearWords are words for "year" that follow it: Russian "года".
	YearWords []string `toml:"year_words"`
	// Joins are words between two days or dates: "3 and 5 May". All languages together.
	Joins []string `toml:"joins"`
	// BeforeMonth are words before a month that stands without its day: "in May 10 people came". All languages together.
	BeforeMonth []string `toml:"before_month"`
	// EitherOrder says that 10/01/2022 is the tenth of January to some readers, and the first of October to others:
	// English.
	EitherOrder bool `toml:"either_order"`
	// On is what is said for "on" before a day: "on", Spanish "el". It is "" where the case of the date says it, and is
	// left out where that is not known.
	On *string `toml:"on"`
	// OnElided is written instead of On, without a space, before ElidedDays: Italian "l’8 maggio".
	OnElided string `toml:"on_elided"`
	// ElidedDays are the days of the month that begin with a vowel.
	ElidedDays []int `toml:"elided_days"`
	// OnIsSure says that On and At mean nothing else before a date or a time: English, German.
	OnIsSure bool `toml:"on_is_sure"`
	// NotBeforeOn are words after which "on" does not belong to the date: "based on". All languages together.
	NotBeforeOn []string `toml:"not_before_on"`
}

// Times is how times of day are written. The section is read by internal/check and internal/format.
type Times struct {
	// Halves are the marks of both halves of a day, after its hours: "pm", "a.m". All languages together.
	Halves []string `toml:"halves"`
	// LaterHalf are words that name the later half of a day: "evening".
	LaterHalf []string `toml:"later_half"`
	// Noon are words for twelve o'clock at day: "noon". In lower case; several words are a phrase.
	Noon []string `toml:"noon"`
	// Midnight are words for twelve o'clock at night: "midnight". In lower case; several words are a phrase.
	Midnight []string `toml:"midnight"`
	// Morning are words of two characters before an hour of the first half of the day: Chinese "上午". Languages that
	// have them read those of all languages.
	Morning []string `toml:"morning"`
	// Afternoon are the same for the second half: Chinese "下午".
	Afternoon []string `toml:"afternoon"`
	// HourSign stands between hours and minutes: French "9h30".
	HourSign string `toml:"hour_sign"`
	// HourWord follows a time of day: German "9.30 Uhr". In lower case.
	HourWord string `toml:"hour_word"`
	// At is what is said for "at" before a time of day: "at", Spanish "a las". It is "" where nothing is said, and is
	// left out where that is not known.
	At *string `toml:"at"`
	// AtOne is At before one o'clock, where that differs: Spanish "a la".
	AtOne string `toml:"at_one"`
}
