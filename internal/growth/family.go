package growth

// Family is a kind of text, with the patterns that such texts are made of and the stages that they go through.
type Family struct {
	Name     string
	Patterns []Pattern
	// Constant is what a stage may allocate for any text at all, in bytes.
	Constant uint64
	// Prepare makes a text ready, and returns what each stage does with it.
	Prepare func(text string) ([]Run, error)
}

// Run is one stage with its text.
type Run struct {
	Stage string
	Do    func() error
}

// stage is what is done with a text once it is prepared as a T.
type stage[T any] struct {
	name string
	run  func(T) error
}

// family puts a family together.
func family[T any](name string, patterns []Pattern, prepare func(text string) (T, error), stages []stage[T]) Family {
	return Family{Name: name, Patterns: patterns, Constant: 64 << 10, Prepare: func(text string) ([]Run, error) {
		in, err := prepare(text)
		if err != nil {
			return nil, err
		}
		var runs []Run
		for _, s := range stages {
			runs = append(runs, Run{Stage: s.name, Do: func() error { return s.run(in) }})
		}
		return runs, nil
	}}
}

func withConstant(bytes uint64, f Family) Family {
	f.Constant = bytes
	return f
}

// itself is the preparation of a text that its stages take as it is.
func itself(text string) (string, error) { return text, nil }

// Families is the table of all kinds of texts.
func Families() []Family {
	return []Family{
		family("page", pages, newPage, pageStages),
		family("encoded page", encodings, itself, encodingStages),
		family("sitemap", sitemaps, itself, []stage[string]{{"read", discover("sitemap.xml")}}),
		family("feed", feeds, itself, []stage[string]{{"read", discover("feed.xml")}}),
		family("robots", robots, itself, []stage[string]{{"ask", askRobots}}),
		family("list of pages", sites, newSite, siteStages),
		withConstant(2<<20, family("memory", memories, newMemory, memoryStages)), // of the database
		family("glossary", glossaries, newGlossary, glossaryStages),
		family("TBX", tbxFiles, itself, []stage[string]{{"read", readTBX}}),
		family("TMX", tmxFiles, itself, []stage[string]{{"read", readTMX}}),
		family("XLIFF", xliffFiles, itself, []stage[string]{{"read", readXLIFF}}),
		family("configuration", configurations, newConfiguration, []stage[string]{{"load", loadConfiguration}}),
		family("another page", changes, newChange, changeStages),
	}
}
