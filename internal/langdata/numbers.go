package langdata

// Numbers is how numbers are said. The section is read by internal/check and internal/placeable.
type Numbers struct {
	// Words are number words that CLDR's rules do not make: other genders and cases, round numbers, fractions. The number is
	// the key: 12 = ["dozen"].
	Words map[string][]string `toml:"words"`
	// Scales are words that multiply the number before them: 1000000 = ["million*", "mn"]. A star says that the word may go
	// on: "millions".
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
}

// Units is how units of measurement are written. The section is read by internal/check.
type Units struct {
	// Compare are signs that stand right after a number, by the unit, with which the checks compare source and target:
	// km = ["км"]. In lower case. All languages together.
	Compare map[string][]string `toml:"compare"`
}
