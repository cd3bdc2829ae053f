package langdata

// Inflection is how a word's forms differ, beyond what Snowball's stemmers know. The section is read by
// internal/inflect, which asks whether a text has a form of a term.
type Inflection struct {
	// Particles are written together with the word that follows: Arabic "ال".
	Particles []string `toml:"particles"`
	// Endings are, where given, the only ones in which two forms of a word may differ. A stemmer made for search takes
	// "universe" and "university" for one word.
	Endings []string `toml:"endings"`
	// Irregular are plurals that no ending makes, with their singulars: children = "child".
	Irregular map[string]string `toml:"irregular"`
	// Compounds says that words are written together into longer ones: German "Regierungschef".
	Compounds bool `toml:"compounds"`
	// Agglutinates says that endings pile up after a word that stays as it is: Turkish "evlerimizde".
	Agglutinates bool `toml:"agglutinates"`
	// WeakLetters are letters that a plural may change within the word: Arabic "ا".
	WeakLetters []string `toml:"weak_letters"`
	// Suffixes are endings that are cut off before two words are compared without their WeakLetters: Arabic "ات".
	Suffixes []string `toml:"suffixes"`
}
