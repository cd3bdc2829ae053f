// Package sim has simulators of translation engines: each speaks its engine's wire format as strictly as the engine
// does, with its limits, its authorization and its documented errors, and does on demand what engines do on bad days.
// Tests use it; nothing else does.
package sim

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/provider"
)

// Fault is what an engine does to one request on a bad day.
type Fault string

// The faults.
const (
	None       Fault = ""
	Busy       Fault = "busy"       // asks to come back later
	Quota      Fault = "quota"      // the account's quota is used up
	Denied     Fault = "denied"     // refuses the key
	Broken     Fault = "broken"     // fails for reasons of its own
	Overloaded Fault = "overloaded" // the same, with the status that engines have for it
	Rejected   Fault = "rejected"   // finds the request at fault
	Garbage    Fault = "garbage"    // answers a proxy's page
	Half       Fault = "half"       // answers half of the texts
	Hang       Fault = "hang"       // takes the request and says nothing
	Cut        Fault = "cut"        // does the work and loses the connection
)

// Faults lists all of them.
func Faults() []Fault {
	return []Fault{Busy, Quota, Denied, Broken, Overloaded, Rejected, Garbage, Half, Hang, Cut}
}

// Names lists the engines that there are simulators of.
func Names() []l10n.ProviderName {
	return []l10n.ProviderName{"apertium-apy", "libretranslate", "deepl", "google", "azure", "openai", "anthropic"}
}

// Key is the key that the simulators want.
const Key = "sim-0123456789-key"

// wire is one engine's format.
type wire interface {
	// read takes a translation request apart, or writes the engine's refusal and returns false.
	read(w http.ResponseWriter, r *http.Request, body []byte) (batch, bool)
	// write writes answers; nil ones are left out.
	write(w http.ResponseWriter, b batch, answers []string)
	// refuse writes the engine's own form of a fault.
	refuse(w http.ResponseWriter, f Fault)
}

// batch is a request, whatever its format.
type batch struct {
	source, target string
	texts          []string
}

// Server is a running simulator.
type Server struct {
	*httptest.Server
	name l10n.ProviderName
	wire wire
	env  map[string]string

	mu       sync.Mutex
	faults   []Fault
	always   Fault
	mistakes map[string]func(string) string // by text: what is answered instead
	billed   map[string]int
	requests int
	released chan struct{}
}

// Start starts a simulator, which ends with the test.
func Start(t testing.TB, name l10n.ProviderName) *Server {
	t.Helper()
	s := &Server{name: name, billed: map[string]int{}, mistakes: map[string]func(string) string{},
		released: make(chan struct{})}
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(s.handle))
	s.Server.Start()
	s.wire, s.env = newWire(t, s)
	t.Cleanup(func() {
		close(s.released)
		s.Server.CloseClientConnections()
		s.Server.Close()
	})
	return s
}

func newWire(t testing.TB, s *Server) (wire, map[string]string) {
	switch s.name {
	case "deepl":
		return deepl{}, map[string]string{"DEEPL_API_KEY": Key}
	case "azure":
		return azure{}, map[string]string{"AZURE_TRANSLATOR_KEY": Key}
	case "libretranslate":
		return libretranslate{}, map[string]string{"LIBRETRANSLATE_API_KEY": Key}
	case "openai":
		return openai{}, map[string]string{"OPENAI_API_KEY": Key}
	case "anthropic":
		return anthropic{}, map[string]string{"ANTHROPIC_API_KEY": Key}
	case "google":
		return newGoogle(t, s.URL)
	case "apertium-apy":
		return apy{}, nil
	}
	t.Fatalf("there is no simulator of %s", s.name)
	return nil, nil
}

// Name is the engine's.
func (s *Server) Name() l10n.ProviderName { return s.name }

// Options are what opens the engine's driver on this simulator.
func (s *Server) Options() provider.Options {
	return provider.Options{URL: s.URL, Model: "sim-1", Env: func(k string) string { return s.env[k] }}
}

// Next lets the coming requests meet these faults, one each.
func (s *Server) Next(fs ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, fs...)
}

// Always lets every request meet a fault; None ends that.
func (s *Server) Always(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.always = f
}

// Mistake lets the engine answer a text that contains a word by what change makes of the right answer.
func (s *Server) Mistake(word string, change func(answer string) string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mistakes[word] = change
}

// Billed says how often each text was billed.
func (s *Server) Billed() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[string]int{}
	for text, n := range s.billed {
		out[text] = n
	}
	return out
}

// Requests counts the translation requests that were well formed, whatever came of them.
func (s *Server) Requests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests
}

func (s *Server) handle(w http.ResponseWriter, r *http.Request) {
	if g, ok := s.wire.(interface {
		other(w http.ResponseWriter, r *http.Request) bool
	}); ok && g.other(w, r) {
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 4<<20))
	if err != nil {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	b, ok := s.wire.read(w, r, body)
	if !ok {
		return
	}
	f := s.fault()
	switch f {
	case Hang:
		select {
		case <-r.Context().Done():
		case <-s.released:
		}
	case Garbage:
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<html><title>502 Bad Gateway</title></html>")
	case None, Half, Cut:
		s.answer(w, b, f)
	default:
		s.wire.refuse(w, f)
	}
}

func (s *Server) fault() Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests++
	if s.always != None {
		return s.always
	}
	if len(s.faults) == 0 {
		return None
	}
	f := s.faults[0]
	s.faults = s.faults[1:]
	return f
}

func (s *Server) answer(w http.ResponseWriter, b batch, f Fault) {
	if f == Half {
		b.texts = b.texts[:len(b.texts)/2]
	}
	answers := make([]string, len(b.texts))
	s.mu.Lock()
	for i, text := range b.texts {
		s.billed[text]++
		answers[i] = Translate(text, b.target)
		for word, change := range s.mistakes {
			if strings.Contains(text, word) {
				answers[i] = change(answers[i])
			}
		}
	}
	s.mu.Unlock()
	if f == Cut {
		panic(http.ErrAbortHandler)
	}
	s.wire.write(w, b, answers)
}

// strictly reads JSON without unknown fields.
func strictly(body []byte, v any) error {
	d := json.NewDecoder(strings.NewReader(string(body)))
	d.DisallowUnknownFields()
	return d.Decode(v)
}

func reply(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

// status is a fault's usual status.
func status(f Fault) int {
	return map[Fault]int{
		Busy: 429, Quota: 403, Denied: 403, Broken: 500, Overloaded: 503, Rejected: 400,
	}[f]
}

// language says whether the simulators know a language; they know hardly any.
func language(base string) bool {
	return slices.Contains([]string{"en", "es", "fr", "pt", "ru", "ar", "zh", "de"}, base)
}
