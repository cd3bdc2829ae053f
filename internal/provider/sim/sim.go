// Package sim has simulators of translation engines. A simulator speaks its engine's wire format as strictly as the
// engine does, with its limits, its authorization and its documented errors. On demand it fails in the ways in which
// engines fail. It is for tests only.
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

	"github.com/dragoman-l10n/dragoman/internal/bounded"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/provider"
)

// Fault is a way in which an engine fails a request.
type Fault string

// The faults.
const (
	None       Fault = ""
	Busy       Fault = "busy"       // asks the client to come back later
	Quota      Fault = "quota"      // says that the account's quota is used up
	Denied     Fault = "denied"     // refuses the key
	Broken     Fault = "broken"     // answers that the server has failed
	Overloaded Fault = "overloaded" // answers that the server is overloaded
	Rejected   Fault = "rejected"   // says that the request is wrong
	Garbage    Fault = "garbage"    // answers a proxy's HTML page
	Half       Fault = "half"       // answers half of the texts
	Hang       Fault = "hang"       // reads the request and does not answer
	Cut        Fault = "cut"        // translates and bills, and then breaks the connection
)

// Faults lists all of them.
func Faults() []Fault {
	return []Fault{Busy, Quota, Denied, Broken, Overloaded, Rejected, Garbage, Half, Hang, Cut}
}

// Names lists the engines that have a simulator.
func Names() []l10n.ProviderName {
	return []l10n.ProviderName{"apertium-apy", "libretranslate", "deepl", "google", "azure", "openai", "anthropic"}
}

// Key is the key that the simulators accept.
const Key = "sim-0123456789-key"

// wire is one engine's format.
type wire interface {
	// read reads a translation request. For a wrong one it writes the engine's error and returns false.
	read(w http.ResponseWriter, r *http.Request, body []byte) (batch, bool)
	// write writes the answers.
	write(w http.ResponseWriter, b batch, answers []string)
	// writeFault writes a fault as the engine does.
	writeFault(w http.ResponseWriter, f Fault)
}

// batch is a request of any format.
type batch struct {
	source, target string
	texts          []string

	judging *judging // what is to be judged, instead of texts
	tool    string   // the name of the tool that has to be used
	said    string   // what the judge says
	sizes   [2]int   // tokens that are read and written
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
	mistakes map[string]func(string) string // word → the change of answers to texts with that word
	billed   map[string]int                 // text → how often
	requests int
	judge    *Judge
	asked    map[string]int // data → how often it was judged
	prompts  []string       // of judges
	released chan struct{}  // closed at the end, for requests that hang
}

// Start starts a simulator, and stops it at the end of the test.
func Start(t testing.TB, name l10n.ProviderName) *Server {
	t.Helper()
	s := &Server{name: name, billed: map[string]int{}, mistakes: map[string]func(string) string{},
		asked: map[string]int{}, released: make(chan struct{})}
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

// Name is the engine's name.
func (s *Server) Name() l10n.ProviderName { return s.name }

// Options open the engine's driver on this simulator.
func (s *Server) Options() provider.Options {
	return provider.Options{URL: s.URL, Model: "sim-1", Env: func(k string) string { return s.env[k] }}
}

// Next makes the next requests fail, the first with the first of the faults, and so on.
func (s *Server) Next(fs ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, fs...)
}

// Always makes every request fail with a fault, until it is called with None.
func (s *Server) Always(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.always = f
}

// Mistake makes the engine change its answer to every text that contains a word.
func (s *Server) Mistake(word string, change func(answer string) string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mistakes[word] = change
}

// Billed returns how often each text was billed.
func (s *Server) Billed() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[string]int{}
	for text, n := range s.billed {
		out[text] = n
	}
	return out
}

// Requests returns how many valid translation requests came, those that failed by a fault included.
func (s *Server) Requests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests
}

func (s *Server) handle(w http.ResponseWriter, r *http.Request) {
	if s.showList(w, r) {
		return
	}
	if g, ok := s.wire.(interface {
		handleOther(w http.ResponseWriter, r *http.Request) bool
	}); ok && g.handleOther(w, r) {
		return
	}
	body, err := bounded.Read(r.Body, 4<<20)
	if err != nil {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	b, ok := s.wire.read(w, r, body)
	if !ok {
		return
	}
	f := s.nextFault()
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
		if b.judging != nil {
			s.answerJudge(w, b, f)
			return
		}
		s.answer(w, b, f)
	default:
		s.wire.writeFault(w, f)
	}
}

func (s *Server) nextFault() Fault {
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

// decodeStrict decodes JSON and refuses unknown fields.
func decodeStrict(body []byte, v any) error {
	d := json.NewDecoder(strings.NewReader(string(body)))
	d.DisallowUnknownFields()
	return d.Decode(v)
}

func reply(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

// usualStatus is the HTTP status that most engines have for a fault.
func usualStatus(f Fault) int {
	return map[Fault]int{
		Busy: 429, Quota: 403, Denied: 403, Broken: 500, Overloaded: 503, Rejected: 400,
	}[f]
}

// supported reports whether the simulators support a language.
func supported(base string) bool {
	return slices.Contains([]string{"en", "es", "fr", "pt", "ru", "ar", "zh", "de"}, base)
}
