package arch

// module is the project's import path.
const module = "github.com/dragoman-l10n/dragoman/"

// assembly is the room that puts all others together.
const assembly = "internal/app"

// room is a package and what else of the project it may import. Every room may import internal/l10n, and a room within
// a room (internal/extract/dom) is known to its own house alone.
type room struct {
	path string
	may  []string
}

// rooms lists the packages from the lowest to the highest: a room may import only rooms that stand above it in the list.
// A new package needs a line here, which is the moment to ask where it belongs.
var rooms = []room{
	// The vocabulary, and tools for texts that know nothing else.
	{"internal/ascii", nil},
	{"internal/english", nil},
	{"internal/l10n", []string{"internal/ascii"}},
	{"internal/signing", nil},
	{"internal/langdata", nil},
	{"internal/assess", nil},
	{"internal/blob", nil},
	{"internal/calendar", nil},
	{"internal/bounded", nil},
	{"internal/distance", nil},
	{"internal/bucket", nil},
	{"internal/inflect", []string{"internal/langdata"}},
	{"internal/placeable", []string{"internal/langdata"}},
	{"internal/xliff", []string{"internal/english"}},
	{"internal/yamledit", nil},
	{"internal/bilingual", []string{"internal/bounded"}},
	{"internal/handoff", []string{"internal/assess", "internal/xliff"}},
	{"internal/freeport", nil},
	{"internal/hosts", nil},
	{"internal/child", nil},
	{"internal/private", nil},
	{"internal/recent", nil},
	{"internal/terminal", nil},
	{"internal/retryafter", nil},
	{"internal/needs", nil},
	{"internal/format", []string{"internal/english", "internal/langdata", "internal/placeable"}},
	{"locales", nil},
	{"examples", nil},
	{"examples/engine-go", nil},
	{"examples/reviewer-go", nil},

	// The stages. None knows another; what one needs of another is a small interface of its own. localize is the one
	// that puts a page together, and so may use what takes it apart and what formats.
	{"internal/fetch", []string{"internal/ascii", "internal/bounded", "internal/english", "internal/retryafter"}},
	{"internal/extract", []string{"internal/ascii", "internal/english"}},
	{"internal/segment", []string{"internal/bounded", "internal/langdata", "internal/placeable"}},
	{"internal/translate", []string{"internal/english", "internal/format", "internal/langdata", "internal/placeable"}},
	{"internal/memory", []string{"internal/english", "internal/format", "internal/placeable"}},
	{"internal/termbase", []string{"internal/inflect"}},
	{"internal/check", []string{"internal/format", "internal/inflect", "internal/langdata", "internal/placeable"}},
	{"internal/follow", []string{"internal/placeable"}},
	{"internal/judge", []string{"internal/assess"}},
	{"internal/localize", []string{"internal/ascii", "internal/extract", "internal/format", "internal/langdata", "locales"}},
	{"internal/listing", []string{"internal/format", "locales"}},
	{"internal/publish", []string{"internal/signing"}},
	{"internal/remind", []string{"internal/format", "locales"}},

	// The drivers know the stage whose interface they satisfy.
	{"internal/provider", []string{"internal/bounded", "internal/child", "internal/judge", "internal/placeable", "internal/retryafter", "internal/translate"}},
	{"internal/provider/sim", []string{"internal/bounded", "internal/provider"}},
	{"internal/check/hunspell", []string{"internal/check", "internal/child"}},
	{"internal/destination", []string{"internal/bounded", "internal/bucket", "internal/child", "internal/publish"}},
	{"internal/notify", []string{"internal/bounded", "internal/hosts", "internal/remind", "internal/retryafter"}},
	{"internal/place", []string{"internal/bounded", "internal/bucket", "internal/handoff"}},
	{"internal/store", []string{"internal/distance", "internal/private"}},

	// The services own the rules of the trade. They know stages, and see records through small interfaces that they declare.
	{"internal/proofread", []string{"internal/check", "internal/termbase"}},
	{"internal/remark", []string{"internal/blob", "internal/check"}},
	{"internal/report", []string{"internal/calendar"}},
	{"internal/settings", []string{"internal/yamledit"}},
	{"internal/glossary", []string{"internal/termbase", "internal/yamledit"}},
	{"internal/lens", []string{"internal/check", "internal/format", "internal/termbase"}},
	{"internal/offline", []string{"internal/bilingual", "internal/blob", "internal/bounded", "internal/xliff"}},
	{"internal/assist", []string{"internal/blob", "internal/follow", "internal/memory", "internal/termbase", "internal/translate"}},
	{"internal/review", []string{
		"internal/assess", "internal/blob", "internal/distance", "internal/english", "internal/follow", "internal/handoff", "internal/recent", "internal/signing", "internal/translate", "internal/xliff",
	}},
	{"internal/work", []string{
		"internal/blob", "internal/review", "internal/extract", "internal/fetch", "internal/follow", "internal/format", "internal/memory", "internal/translate",
	}},
	{"internal/duty", []string{"internal/blob", "internal/calendar", "internal/remind"}},
	{"internal/gather", []string{"internal/ascii", "internal/blob", "internal/fetch", "internal/extract", "internal/localize", "internal/publish"}},
	{"internal/watch", []string{"internal/blob", "internal/fetch"}},
	{"internal/site", []string{
		"internal/blob", "internal/bounded", "internal/review", "internal/extract", "internal/format", "internal/localize", "internal/listing", "internal/publish", "internal/signing",
	}},
	{"internal/correct", []string{"internal/blob"}},
	{"internal/overview", []string{"internal/blob", "internal/report"}},

	// The desk sees runs, records, documents and services through interfaces that it declares. The words of what is said
	// about texts are the service's.
	{"internal/desk", []string{"internal/assist", "internal/bilingual", "internal/bounded", "internal/english", "internal/follow", "internal/format", "internal/glossary", "internal/hosts", "internal/lens", "internal/memory", "internal/offline", "internal/overview", "internal/recent", "internal/remark", "internal/report", "internal/review", "internal/settings", "internal/yamledit", "locales"}},

	// What Temporal runs. Activities know stages and never drivers; workflows know activities.
	{"activities", []string{
		"internal/blob", "internal/fetch", "internal/publish", "internal/translate", "internal/review", "internal/work", "internal/gather", "internal/signing", "internal/site",
		"internal/watch", "internal/correct",
		"internal/duty", "internal/remind",
	}},
	{"workflows", []string{"activities", "internal/duty", "internal/remind", "internal/english", "internal/review", "internal/translate", "internal/watch", "internal/work"}},
	{"client", []string{"activities", "internal/english", "internal/signing", "internal/site", "internal/work", "workflows"}},

	// The program. The assembly may know every room above it, but for the embedded server, which it is given.
	{"internal/config", []string{"internal/calendar", "internal/english", "internal/hosts"}},
	{"internal/devserver", []string{"internal/freeport", "internal/hosts", "internal/private"}},
	{"internal/progress", []string{"internal/english", "internal/terminal"}},
	{assembly, nil},
	{"internal/demo", []string{
		"client", "examples", "internal/app", "internal/bounded", "internal/config", "internal/english", "internal/freeport", "internal/memory", "internal/progress", "workflows",
	}},
	{"cmd/dragoman", []string{
		"activities", "client", "internal/app", "internal/bounded", "internal/check", "internal/check/hunspell", "internal/config", "internal/correct", "internal/demo",
		"internal/destination", "internal/devserver", "internal/english", "internal/extract", "internal/fetch", "internal/format", "internal/localize",
		"internal/memory", "internal/progress", "internal/provider", "internal/publish", "internal/remark", "internal/report", "internal/segment", "internal/signing", "internal/site",
		"internal/store", "internal/termbase", "internal/terminal", "internal/translate", "internal/work", "internal/xliff", "workflows",
	}},

	// For tests.
	{"internal/ctxtest", nil},
	{"internal/signing/signingtest", []string{"internal/signing"}},
	{"internal/s3test", []string{"internal/needs"}},
	{"internal/pgtest", []string{"internal/freeport", "internal/needs"}},
	{"internal/browsertest", []string{"internal/needs"}},
	{"internal/arch", nil},
	{"internal/growth", []string{
		"internal/check", "internal/config", "internal/extract", "internal/fetch", "internal/follow", "internal/format", "internal/listing", "internal/localize",
		"internal/memory", "internal/placeable", "internal/segment", "internal/termbase", "internal/translate", "internal/xliff", "locales",
	}},
	{"internal/growthsteps", []string{"internal/growth"}},
	{"internal/attack", nil},
	{"internal/notice", nil},
	{"internal/e2e", nil},
}

// forTests are the rooms that nothing but tests may import.
var forTests = []string{"internal/blob/blobtest", "internal/ctxtest", "internal/needs", "internal/pgtest", "internal/browsertest", "internal/s3test", "internal/provider/sim",
	"internal/signing/signingtest"}

// tools are programs for who works on the project. They start the go command, and are linked into nothing.
var tools = []string{"internal/attack", "internal/notice"}

// temporal says who may import what of go.temporal.io outside tests. What is deterministic uses the SDK's workflow and
// temporal packages; no stage, driver or desk knows that Temporal is there.
var temporal = map[string][]string{
	"activities":           {"go.temporal.io/sdk/temporal", "go.temporal.io/sdk/activity", "go.temporal.io/sdk/interceptor"},
	"workflows":            {"go.temporal.io/sdk/temporal", "go.temporal.io/sdk/workflow", "go.temporal.io/api/enums/v1"},
	"client":               {"go.temporal.io/sdk/", "go.temporal.io/api/"},
	"internal/devserver":   {"go.temporal.io/"},
	"internal/app":         {"go.temporal.io/sdk/", "go.temporal.io/api/serviceerror"},
	"examples/engine-go":   {"go.temporal.io/sdk/"},
	"examples/reviewer-go": {"go.temporal.io/sdk/"},
}
