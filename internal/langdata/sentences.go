package langdata

// Sentences is where sentences end. The section is read by internal/segment, and by internal/localize for Unspaced.
type Sentences struct {
	// Like names a language whose whole section is taken instead: Malay's is that of Indonesian.
	Like string `toml:"like"`
	// Abbreviations never end a sentence before a further word: "dr", "z.b". Those of root.toml are added in every
	// language.
	Abbreviations []string `toml:"abbreviations"`
	// FinalAbbreviations often end one: "etc", "usw", "p.m". A sentence ends after them if the next word is a starter.
	FinalAbbreviations []string `toml:"final_abbreviations"`
	// AndSoOn are those of FinalAbbreviations after which any capital begins a sentence: "etc", "usw", "и т. д.".
	// Written without spaces. All languages together.
	AndSoOn []string `toml:"and_so_on"`
	// Titles are those of Abbreviations that stand before a name, or before whatever word, and so never end a sentence:
	// "dr", "mme", "vs". All languages together.
	Titles []string `toml:"titles"`
	// Starters are words that often begin a sentence and are rarely a part of a name: "the", "however".
	Starters []string `toml:"starters"`
	// ShortWords are words that count as one letter and are no abbreviations: Hindi "है".
	ShortWords []string `toml:"short_words"`
	// AlwaysCapital are words written with a capital anywhere, as written: English "I". They begin no sentence by that.
	AlwaysCapital []string `toml:"always_capital"`
	// Ordinals says that a number with a full stop is an ordinal: German "am 3. Mai".
	Ordinals bool `toml:"ordinals"`
	// EndMarks are further characters that end a sentence: Greek ";".
	EndMarks []string `toml:"end_marks"`
	// NoFullStop says that the full stop does not end sentences: Armenian.
	NoFullStop bool `toml:"no_full_stop"`
	// Unspaced says that no space stands between sentences: Chinese, Japanese.
	Unspaced bool `toml:"unspaced"`

	// TimesOfDay are those of FinalAbbreviations that follow a time of day: "a.m", "p.m".
	TimesOfDay []string `toml:"times_of_day"`
	// Eras are those of FinalAbbreviations that follow a year: "b.c".
	Eras []string `toml:"eras"`
	// AfterTimes are words with a capital that go on after a time of day without a new sentence: "9 a.m. Monday".
	AfterTimes []string `toml:"after_times"`
	// PersonTitles are titles of persons that may begin a sentence after a time of day: "It began at 5 p.m. Dr. Ito
	// spoke."
	PersonTitles []string `toml:"person_titles"`
	// TimeOpeners are words that a clause begins a time with: "At 5 p.m. Dr. Ito spoke" is one sentence.
	TimeOpeners []string `toml:"time_openers"`

	// ExclamationNames are names written with an exclamation mark: "yahoo". In root.toml.
	ExclamationNames []string `toml:"exclamation_names"`
	// MeasureUnits are units as they stand after a number, after which a capital begins a sentence: "km". In root.toml.
	MeasureUnits []string `toml:"measure_units"`
	// SpeechVerbs are verbs of one character by which somebody is said to say what stands before: Chinese "说". All
	// languages together.
	SpeechVerbs []string `toml:"speech_verbs"`
}
