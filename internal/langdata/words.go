package langdata

// Words is which words a language has and what they do. The section is read by internal/check and internal/format.
type Words struct {
	// FunctionWords are the small words that any text of some length has: "the", "of". By them the checks see that a
	// target is in another language. An elided word ends with an apostrophe: French "l'".
	FunctionWords []string `toml:"function_words"`
	// Sisters are languages too near to be told apart by their small words: Danish and Norwegian. Each names the other.
	Sisters []string `toml:"sisters"`
	// Doubled are words that may stand twice in a row: French "nous nous".
	Doubled []string `toml:"doubled"`
	// DoubledAfterComma are words that may stand twice in a row after a comma: German "…, die die …".
	DoubledAfterComma []string `toml:"doubled_after_comma"`
	// DoubledCharacters are particles of one character whose doubling is a slip: Chinese "的". All languages together.
	DoubledCharacters []string `toml:"doubled_characters"`
	// MeetingWords are words of two characters that begin or end with one of DoubledCharacters, so that the same character
	// may rightly stand before or behind it: Chinese "现在". All languages together.
	MeetingWords []string `toml:"meeting_words"`
	// Reduplicates says that words are doubled to say much, many or slowly: Indonesian "pelan pelan".
	Reduplicates bool `toml:"reduplicates"`
	// Dangling are words that no sentence ends with: "the", "of". A word that may, as the particle of an English verb,
	// is not among them.
	Dangling []string `toml:"dangling"`
	// DanglingCharacters are characters that no clause ends with, in scripts without spaces: Chinese "和". All languages
	// together.
	DanglingCharacters []string `toml:"dangling_characters"`
	// ClosingAbbreviations are abbreviations that a text may end with, so that its full stop may be missing in the
	// translation: "inc". All languages together.
	ClosingAbbreviations []string `toml:"closing_abbreviations"`
	// Unspaced says that words are written without spaces: Chinese, Thai.
	Unspaced bool `toml:"unspaced"`
	// DualEndings are the endings of words for two things: Arabic "ان". Such a word stands for the number 2.
	DualEndings []string `toml:"dual_endings"`
	// AttachesBefore says that articles, prepositions and the like are written to the beginning of a word: Arabic "ال".
	AttachesBefore bool `toml:"attaches_before"`
	// AttachesAfter says that long endings, or second halves of compounds, are written to the end of a word: Turkish,
	// German.
	AttachesAfter bool `toml:"attaches_after"`
	// NoteWords begin a note that an engine adds to its translation: "here is the translation", "note:". Those of English
	// count in every language. In lower case.
	NoteWords []string `toml:"note_words"`
	// Enclitics are pronouns that are written to the end of a verb, which may get an accent by it: Spanish "se" in
	// "suscríbase". Dictionaries don't have all such forms.
	Enclitics []string `toml:"enclitics"`
	// Prefixes are put before any word to make another, which dictionaries don't have: Spanish "inter" in
	// "intergubernamental".
	Prefixes []string `toml:"prefixes"`
	// CapitalNouns says that every noun has a capital, which therefore makes no name: German.
	CapitalNouns bool `toml:"capital_nouns"`
}

// Length is how long texts of a language are. The section is read by internal/check and internal/translate.
type Length struct {
	// Percent is how many characters the language takes for 100 of English, in running text, without the words that both
	// texts have: the median of open parallel sentences where there are such, else an estimate by kinship.
	Percent float64 `toml:"percent"`
	// Dense says that a sentence takes few characters: Chinese. An answer of an engine in it may be short.
	Dense bool `toml:"dense"`
}

// Letters is about the letters of a language. The section is read by internal/check and internal/format.
type Letters struct {
	// LookAlikes are letters of other languages of the script that keyboards mix up with the language's own: Arabic has
	// "ك", and a Persian keyboard writes "ک".
	LookAlikes map[string]string `toml:"look_alikes"`
	// OtherKeyboards says that whole texts are written on keyboards of another language, and mean no mistake: Persian.
	OtherKeyboards bool `toml:"other_keyboards"`
	// Own are accented Cyrillic letters that are sorted as letters of their own: Ukrainian "ї". Elsewhere they are
	// sorted with the plain letter.
	Own []string `toml:"own"`
}

// Compare is which languages are compared with each other. The section is read by internal/check.
type Compare struct {
	// Groups are the languages of one script that have FunctionWords. Of two that fit a text equally well the first one is
	// named, so the commonest stand first. In root.toml.
	Groups [][]string `toml:"groups"`
}
