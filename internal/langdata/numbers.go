package langdata

// Numbers is how numbers are said. The section is read by internal/check, internal/format, internal/localize and
// internal/placeable.
type Numbers struct {
	// Words are number words that CLDR's rules do not make: other genders and cases, round numbers, fractions. The
	// number is the key: 12 = ["dozen"].
	Words map[string][]string `toml:"words"`
	// Articles are words for 1 that are articles as well, and so often say no number: Spanish "un".
	Articles []string `toml:"articles"`
	// Scales are words that multiply the number before them: 1000000 = ["million*", "mn"]. A star says that the word may
	// go on: "millions".
	Scales map[string][]string `toml:"scales"`
	// ScaleParticles are written together with a word of Scales, before it, in this order: Arabic "ال".
	ScaleParticles []string `toml:"scale_particles"`
	// ScaleLinks stand between two words of Scales: Spanish "miles de millones". All languages together.
	ScaleLinks []string `toml:"scale_links"`
	// ScaleFillers are characters between a number and its scale: Chinese "10 多万".
	ScaleFillers []string `toml:"scale_fillers"`
	// Connectors stand between the parts of a number in words: "a hundred and two". All languages together.
	Connectors []string `toml:"connectors"`
	// Particles are written together with a number word, before it: Arabic "و".
	Particles []string `toml:"particles"`
	// PluralEndings are the endings of a number word's plural, and what stands for them in its singular: "twenties" has
	// ies = "y".
	PluralEndings map[string]string `toml:"plural_endings"`
	// Compounds says that words begin with a number: German "zweijährig".
	Compounds bool `toml:"compounds"`
	// Centuries are words for "century" that follow its number: Chinese "世纪". All languages together.
	Centuries []string `toml:"centuries"`
	// EitherSeparator says that the point and the comma are both written for either separator, by country or by habit:
	// Spanish.
	EitherSeparator bool `toml:"either_separator"`
	// ReferenceWords stand before a number that names a part of something, whose point is no decimal sign: "section
	// 3.2". All languages together.
	ReferenceWords []string `toml:"reference_words"`
	// Openers are small words that begin a sentence before a number: "About 3.5". Their capital makes no name of them,
	// while "Python 3.12" begins with a name. All languages together.
	Openers []string `toml:"openers"`
	// OrdinalEndings follow a number in figures and make it an ordinal: "3rd". All languages together.
	OrdinalEndings []string `toml:"ordinal_endings"`
	// CodeLabels are words in a label, for instance the head of a table's column, that make its figures no amounts:
	// "version", "phone". In other scripts than Latin they may be parts of words. All languages together.
	CodeLabels []string `toml:"code_labels"`
	// WholeCodeLabels say so only when they are the whole label: "number". "n." has its full stop. All languages together.
	WholeCodeLabels []string `toml:"whole_code_labels"`
}

// Money is how amounts of money are written. The section is read by internal/format.
type Money struct {
	// Signs are currency signs that mean one currency in the language, and another or none for sure elsewhere: in
	// English "$" is USD. The values are codes of ISO 4217.
	Signs map[string]string `toml:"signs"`
}

// Units is how units of measurement are written. The section is read by internal/check and internal/format.
type Units struct {
	// Compare are signs that stand right after a number, by the unit, with which the checks compare source and target:
	// km = ["км"]. In lower case. All languages together.
	Compare map[string][]string `toml:"compare"`
	// Format are signs that stand right after a number, by CLDR's name of the unit, which the formatter writes in the
	// reader's language: kilometer = ["км"]. As written. All languages together.
	Format map[string][]string `toml:"format"`
	// Unspaced says that a word may follow such a sign without a space: Chinese.
	Unspaced bool `toml:"unspaced"`
}
