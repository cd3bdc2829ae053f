package notify

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/http/httptest"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"github.com/dragoman-l10n/dragoman/internal/bounded"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remind"
)

const user, password = "desk", "correct horse"

// mailbox is a mail server: it speaks SMTP with STARTTLS and AUTH, and keeps what it is given.
type mailbox struct {
	sync.Mutex
	port    int
	roots   *tls.Config
	letters []letter
	refuse  *smtp.SMTPError // of the next recipients
	hangUp  bool            // after the whole message, without an answer
}

type letter struct {
	from, to  string
	encrypted bool
	signedIn  string
	raw       []byte
}

// session is one connection.
type session struct {
	box  *mailbox
	conn *smtp.Conn
	l    letter
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, name, pass string) error {
		if name != user || pass != password {
			return smtp.ErrAuthFailed
		}
		s.l.signedIn = name
		return nil
	}), nil
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if s.l.signedIn == "" {
		return smtp.ErrAuthRequired
	}
	s.l.from = from
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.box.Lock()
	defer s.box.Unlock()
	if err := s.box.refuse; err != nil {
		return err
	}
	s.l.to = to
	return nil
}

func (s *session) Data(r io.Reader) (err error) {
	if s.l.raw, err = bounded.Read(r, 1<<20); err != nil {
		return err
	}
	_, s.l.encrypted = s.conn.TLSConnectionState()
	s.box.Lock()
	defer s.box.Unlock()
	s.box.letters = append(s.box.letters, s.l)
	if s.box.hangUp {
		_ = s.conn.Conn().Close()
	}
	return nil
}

func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }

// newMailbox starts a mail server on this machine. Its certificate is that of the standard library's test server.
func newMailbox(t *testing.T, security Security) *mailbox {
	t.Helper()
	web := httptest.NewTLSServer(nil)
	defer web.Close()
	roots := x509.NewCertPool()
	roots.AddCert(web.Certificate())
	box := &mailbox{roots: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}}
	s := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &session{box: box, conn: c}, nil }))
	s.Domain, s.ErrorLog = "mail.test", quiet{}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	box.port = l.Addr().(*net.TCPAddr).Port
	switch security {
	case StartTLS:
		s.TLSConfig = web.TLS
	case TLS:
		l = tls.NewListener(l, web.TLS)
	case Plain:
		s.AllowInsecureAuth = true
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = s.Serve(l)
	}()
	t.Cleanup(func() {
		_ = s.Close()
		<-done
	})
	return box
}

type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

func (b *mailbox) options(security Security) MailOptions {
	return MailOptions{Host: "127.0.0.1", Port: b.port, From: "Dragoman <desk@news.test>", User: user, Password: password,
		Security: security, Roots: b.roots, Timeout: 10 * time.Second}
}

func (b *mailbox) got() []letter {
	b.Lock()
	defer b.Unlock()
	return b.letters
}

func sender(t *testing.T, o MailOptions) *Mail {
	t.Helper()
	m, err := NewMail(o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

var message = remind.Message{
	ID: "t/1", Lang: "ar", Subject: "ثمة ترجمة في انتظارك: A statement", Text: "Page: A statement\n.\n.hidden\nhttps://desk.test/t/1/ar\n",
	HTML: "<!DOCTYPE html><p>A statement</p>",
}

func TestMail(t *testing.T) {
	for _, security := range Securities {
		t.Run(string(security), func(t *testing.T) {
			box := newMailbox(t, security)
			m := sender(t, box.options(security))
			for range 2 { // the same message again has the same id
				if err := m.Mail(context.Background(), "ana@example.test", "Ana\r\nBcc: x@a.test", message); err != nil {
					t.Fatal(err)
				}
			}
			all := box.got()
			if len(all) != 2 {
				t.Fatalf("%d messages have arrived", len(all))
			}
			got := all[0]
			if got.from != "desk@news.test" || got.to != "ana@example.test" || got.signedIn != user || got.encrypted != (security != Plain) {
				t.Errorf("from %s to %s, signed in %q, encrypted %t", got.from, got.to, got.signedIn, got.encrypted)
			}
			first, again := parse(t, got.raw), parse(t, all[1].raw)
			if id := first.header.Get("Message-ID"); id != again.header.Get("Message-ID") || !strings.HasSuffix(id, "@news.test>") {
				t.Errorf("the ids are %s and %s", id, again.header.Get("Message-ID"))
			}
			if first.subject != message.Subject || first.header.Get("Auto-Submitted") != "auto-generated" || first.header.Get("Content-Language") != "ar" ||
				first.header.Get("Bcc") != "" {
				t.Errorf("the header is %v", first.header)
			}
			if text := strings.ReplaceAll(first.parts["text/plain"], "\r\n", "\n"); text != message.Text {
				t.Errorf("the text is %q", text)
			}
			if first.parts["text/html"] != message.HTML {
				t.Errorf("the HTML is %q", first.parts["text/html"])
			}
		})
	}
}

// TestHeaders holds that nothing of a message becomes a header of its own.
func TestHeaders(t *testing.T) {
	box := newMailbox(t, StartTLS)
	m := sender(t, box.options(StartTLS))
	for _, evil := range []string{"x\r\nBcc: spy@a.test", "x\nBcc: spy@a.test\n\nbody", "x\rBcc: spy@a.test", "\r\n.\r\nMAIL FROM:<a@a.test>", "=?utf-8?q?a=0D=0ABcc:_spy@a.test?=",
		strings.Repeat("x", 5000) + "\r\nBcc: spy@a.test"} {
		msg := message
		msg.Subject, msg.ID, msg.Lang = evil, evil, l10n.Locale("en")
		if err := m.Mail(context.Background(), "ana@example.test", evil, msg); err != nil {
			t.Errorf("%q: %v", evil, err)
			continue
		}
		all := box.got()
		p := parse(t, all[len(all)-1].raw)
		if p.header.Get("Bcc") != "" || strings.ContainsAny(p.subject, "\r\n") || p.parts["text/html"] != msg.HTML {
			t.Errorf("%q: %v", evil, p.header)
		}
	}
	for _, address := range []string{"", "ana", "ana@a.test\r\nBcc: spy@a.test", "a@a.test, b@a.test", "<a@a.test> RCPT TO:<b@a.test>"} {
		before := len(box.got())
		if err := m.Mail(context.Background(), address, "Ana", message); err == nil || len(box.got()) != before {
			t.Errorf("%q counts as an address: %v", address, err)
		}
	}
}

type parsed struct {
	header  netmail.Header
	subject string
	parts   map[string]string
}

func parse(t *testing.T, raw []byte) parsed {
	t.Helper()
	m, err := netmail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("%v in\n%s", err, raw)
	}
	p := parsed{header: m.Header, parts: map[string]string{}}
	if p.subject, err = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject")); err != nil {
		t.Fatal(err)
	}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	for r := multipart.NewReader(m.Body, params["boundary"]); ; {
		part, err := r.NextRawPart()
		if errors.Is(err, io.EOF) {
			return p
		}
		if err != nil {
			t.Fatal(err)
		}
		kind, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type"))
		b, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Fatal(err)
		}
		p.parts[kind] = string(b)
	}
}

// TestRefusals holds what may be tried again, what not, and what nobody knows.
func TestRefusals(t *testing.T) {
	box := newMailbox(t, StartTLS)
	wrong := box.options(StartTLS)
	wrong.Password = "wrong horse"
	stranger := box.options(StartTLS)
	stranger.Roots = nil
	open := newMailbox(t, Plain)
	unencrypted := open.options(StartTLS)
	gone := box.options(StartTLS)
	gone.Port = 1
	for _, c := range []struct {
		name          string
		o             MailOptions
		refuse        *smtp.SMTPError
		hangUp        bool
		again, unsure bool
		want, mustNot string
	}{
		{name: "no such person", o: box.options(StartTLS), refuse: &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no ana@example.test here"}, want: "550 5.1.1", mustNot: "ana@example.test"},
		{name: "greylisted", o: box.options(StartTLS), refuse: &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "later"}, again: true, want: "451 4.7.1"},
		{name: "hangs up after the message", o: box.options(StartTLS), hangUp: true, unsure: true, want: "does not take the message"},
		{name: "wrong password", o: wrong, again: true, want: "535", mustNot: "wrong horse"},
		{name: "unknown authority", o: stranger, again: true, want: "certificate"},
		{name: "no encryption", o: unencrypted, again: true, want: "STARTTLS"},
		{name: "nobody there", o: gone, again: true, want: "refused"},
	} {
		box.Lock()
		box.refuse, box.hangUp = c.refuse, c.hangUp
		box.Unlock()
		err := sender(t, c.o).Mail(context.Background(), "ana@example.test", "Ana", message)
		if err == nil || errors.Is(err, l10n.ErrUnavailable) != c.again || errors.Is(err, remind.ErrUnsure) != c.unsure || !strings.Contains(err.Error(), c.want) ||
			c.mustNot != "" && strings.Contains(err.Error(), c.mustNot) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if n := len(open.got()); n > 0 {
		t.Error("a message has gone through without encryption")
	}
}

// TestHungServer holds that a server that says nothing, or never stops, is given up.
func TestHungServer(t *testing.T) {
	for name, speak := range map[string]func(net.Conn){
		"silent":  func(net.Conn) {},
		"endless": func(c net.Conn) { _, _ = io.Copy(c, endless{}) },
		"lines": func(c net.Conn) {
			for {
				if _, err := io.WriteString(c, "220-more\r\n"); err != nil {
					return
				}
			}
		},
	} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			for {
				c, err := l.Accept()
				if err != nil {
					return
				}
				go speak(c)
			}
		}()
		o := MailOptions{Host: "127.0.0.1", Port: l.Addr().(*net.TCPAddr).Port, From: "a@a.test", Timeout: 500 * time.Millisecond}
		if err := sender(t, o).Mail(context.Background(), "b@b.test", "", message); !errors.Is(err, l10n.ErrUnavailable) {
			t.Errorf("%s: %v", name, err)
		}
		_ = l.Close()
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestNewMail(t *testing.T) {
	for _, o := range []MailOptions{{Host: "h", From: ""}, {Host: "h", From: "a@a.test\r\nBcc: b@b.test"}, {Host: "", From: "a@a.test"}, {Host: "h", From: "a@a.test", Security: "ssl"}, {Host: "mail.test", From: "a@a.test", Security: Plain}} {
		if _, err := NewMail(o); err == nil {
			t.Errorf("%+v is taken", o)
		}
	}
	for s, port := range map[Security]int{StartTLS: 587, TLS: 465, Plain: 25} {
		if s.DefaultPort() != port {
			t.Errorf("%s is on %d", s, s.DefaultPort())
		}
	}
}
