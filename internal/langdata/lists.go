package langdata

// Lists is how lists are joined, beyond CLDR's patterns. The section is read by internal/format.
type Lists struct {
	// Euphony are the words of the pattern that change before some sounds.
	Euphony []Euphony `toml:"euphony"`
	// Hyphenated is a word that is written together with the next item, and with a hyphen before an item in other
	// letters than the word's: Hebrew "ו", as in "ו-Minsk".
	Hyphenated string `toml:"hyphenated"`
}

// Euphony is a word of a list that changes before some sounds. Spanish writes "e" for "y" before the sound i.
type Euphony struct {
	// Word is the word in CLDR's pattern: "y".
	Word string `toml:"word"`
	// Becomes is the word that is written: "e".
	Becomes string `toml:"becomes"`
	// Before are the beginnings of the next item, in lower case, that ask for it: "i".
	Before []string `toml:"before"`
	// BeforeWhole are whole items that ask for it: "8".
	BeforeWhole []string `toml:"before_whole"`
	// NotBefore are longer beginnings that do not: "hie".
	NotBefore []string `toml:"not_before"`
}
