package langdata

// Sentences is where sentences end. The section is read by internal/segment, and by internal/localize for Unspaced.
type Sentences struct {
	// Like names a language whose whole section is taken instead: Malay's is that of Indonesian.
	Like string `toml:"like"`
	// Abbreviations never end a sentence before a further word: "dr", "z.b". Those of root.toml are added in every
	// language.
	Abbreviations []string `toml:"abbreviations"`
	// CompoundAbbreviations are those of the two lists that also end a longer word: German "str" in "Hauptstr."
	CompoundAbbreviations []string `toml:"compound_abbreviations"`
	// NumberAbbreviations stand before a number, a Roman numeral or a letter, and end a sentence before any other word
	// with a capital: "fig", "no", "sept". Those of root.toml are added in every language.
	NumberAbbreviations []string `toml:"number_abbreviations"`
	// FinalAbbreviations often end one: "etc", "usw", "p.m". A sentence ends after them before a word with a capital that
	// does not go on with the name, and in languages whose nouns have capitals before a starter.
	FinalAbbreviations []string `toml:"final_abbreviations"`
	// AfterFinals are words with a capital that go on with a name after one of FinalAbbreviations: "army" after "the
	// U.S.", "chairman" after "Acme Inc.". Without the list every capital begins a sentence there.
	AfterFinals []string `toml:"after_finals"`
	// Articles stand before initials that are no person's: "the" before "F.B.I.".
	Articles []string `toml:"articles"`
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
	// OrdinalCapitals says that words with a capital follow ordinals as often as not: German nouns, Turkish names.
	OrdinalCapitals bool `toml:"ordinal_capitals"`
	// OrdinalOpeners are the words that stand before an ordinal where OrdinalCapitals holds: German "am". After any other
	// word the number ends the sentence. Without the list only a starter tells.
	OrdinalOpeners []string `toml:"ordinal_openers"`
	// RomanOrdinals says that a Roman numeral with a full stop is an ordinal: Czech "Karel IV."
	RomanOrdinals bool `toml:"roman_ordinals"`
	// LetterLabels are words that a single letter follows as a name: "plan" in "plan B". All languages together.
	LetterLabels []string `toml:"letter_labels"`
	// Elides says that articles and prepositions are elided before a word, with an apostrophe: Italian "dell'art. 5".
	Elides bool `toml:"elides"`
	// ApostropheWords are words that begin with an apostrophe, which opens no quotation, without it: "tis", Dutch "s".
	ApostropheWords []string `toml:"apostrophe_words"`
	// EndMarks are further characters that end a sentence: Greek ";".
	EndMarks []string `toml:"end_marks"`
	// NoFullStop says that the full stop does not end sentences: Armenian.
	NoFullStop bool `toml:"no_full_stop"`
	// Unspaced says that no space stands between sentences: Chinese, Japanese.
	Unspaced bool `toml:"unspaced"`

	// TimesOfDay are those of FinalAbbreviations that follow a time of day: "a.m", "p.m".
	TimesOfDay []string `toml:"times_of_day"`
	// Eras follow a year or a century: "b.c", Russian "г". A sentence ends after them before a word with a capital, unless
	// its last clause began with the year.
	Eras []string `toml:"eras"`
	// AfterTimes are words with a capital that go on after a time of day without a new sentence: "9 a.m. Monday".
	AfterTimes []string `toml:"after_times"`
	// PersonTitles are titles of persons that may begin a sentence after a time of day: "It began at 5 p.m. Dr. Ito
	// spoke."
	PersonTitles []string `toml:"person_titles"`
	// TimeOpeners are words that a clause begins a time with: "At 5 p.m. Dr. Ito spoke" is one sentence, and Russian "В
	// 1950 г. Иванов уехал".
	TimeOpeners []string `toml:"time_openers"`

	// ExclamationNames are names written with an exclamation mark: "yahoo". In root.toml.
	ExclamationNames []string `toml:"exclamation_names"`
	// MeasureUnits are units as they stand after a number, after which a capital begins a sentence: "km". In root.toml.
	MeasureUnits []string `toml:"measure_units"`
	// SpeechVerbs are verbs of one character by which somebody is said to say what stands before: Chinese "说". All
	// languages together.
	SpeechVerbs []string `toml:"speech_verbs"`
}
