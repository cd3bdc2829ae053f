// Package notify brings messages to people by mail, and to programs by a signed webhook. Both know when to give up, and
// neither says more in an error than who refused and by which number: errors end in histories.
package notify

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail"

	"github.com/dragoman-l10n/dragoman/internal/hosts"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remind"
)

// Security says how the connection to a mail server is kept from others.
type Security string

// The ways.
const (
	StartTLS Security = "starttls" // an open connection is encrypted before anything is said; the default
	TLS      Security = "tls"      // encrypted from its beginning
	Plain    Security = "none"     // for a server on this machine
)

// Securities are all ways.
var Securities = []Security{StartTLS, TLS, Plain}

// DefaultPort is the usual port of a way.
func (s Security) DefaultPort() int {
	switch s {
	case TLS:
		return 465
	case Plain:
		return 25
	}
	return 587
}

// MailOptions say by which server mail is sent, and from whom.
type MailOptions struct {
	Host     string
	Port     int    // 0 is the usual one
	From     string // an address, or a name with one: Dragoman <desk@example.org>
	User     string // empty is no sign-in
	Password string
	Security Security
	// Roots are the authorities that vouch for the server; nil are the machine's.
	Roots *tls.Config
	// Timeout is how long sending one message may take; 0 is half a minute.
	Timeout time.Duration
}

// Mail sends mail over SMTP.
type Mail struct {
	o    MailOptions
	from netmail.Address
}

var _ remind.Mailer = (*Mail)(nil)

// mostHeard is how many bytes a mail server may say.
const mostHeard = 1 << 20

// mostSent is how long a message may be.
const mostSent = 1 << 20

// NewMail makes a sender of mail. It connects only when there is something to send.
func NewMail(o MailOptions) (*Mail, error) {
	from, err := netmail.ParseAddress(o.From)
	if err != nil {
		return nil, fmt.Errorf("%q is no address to send mail from", o.From)
	}
	if o.Security == "" {
		o.Security = StartTLS
	}
	if o.Security == Plain && !hosts.IsLoopback(o.Host) {
		return nil, errors.New("mail without encryption goes to a server on this machine alone: 127.0.0.1, ::1 or localhost")
	}
	if o.Port == 0 {
		o.Port = o.Security.DefaultPort()
	}
	if o.Timeout == 0 {
		o.Timeout = 30 * time.Second
	}
	m := &Mail{o: o, from: *from}
	_, err = m.client(context.Background())
	return m, err
}

// Mail sends a message to one address. A refusal that may pass wraps [l10n.ErrUnavailable]; a connection that is lost after the whole
// message was given to the server is [remind.ErrUnsure].
func (m *Mail) Mail(ctx context.Context, address, name string, msg remind.Message) error {
	letter, err := m.letter(address, name, msg)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, m.o.Timeout)
	defer cancel()
	c, err := m.client(ctx)
	if err != nil {
		return err
	}
	if err := c.DialWithContext(ctx); err != nil {
		return fmt.Errorf("the mail server %s can't be spoken to: %s: %w", m.o.Host, m.clean(err), l10n.ErrUnavailable)
	}
	err = c.Send(letter)
	delivered := letter.IsDelivered()
	_ = c.Close()
	if err == nil || delivered {
		return nil
	}
	return m.refusal(err)
}

// refusal says what an error of sending means.
func (m *Mail) refusal(err error) error {
	var e *mail.SendError
	if !errors.As(err, &e) {
		return fmt.Errorf("the mail server %s: %s: %w", m.o.Host, m.clean(err), l10n.ErrUnavailable)
	}
	code := e.ErrorCode()
	what := fmt.Sprintf("the mail server %s does not take the message (%s", m.o.Host, e.Reason)
	if code > 0 {
		what += ": " + strings.TrimSpace(strconv.Itoa(code)+" "+e.EnhancedStatusCode())
	}
	what += ")"
	switch {
	case code >= 500:
		return errors.New(what)
	case code == 0 && e.Reason == mail.ErrSMTPDataClose:
		return fmt.Errorf("%s: %w", what, remind.ErrUnsure)
	}
	return fmt.Errorf("%s: %w", what, l10n.ErrUnavailable)
}

// clean has an error of a server be a line without the password.
func (m *Mail) clean(err error) string {
	s := err.Error()
	if m.o.Password != "" {
		s = strings.ReplaceAll(s, m.o.Password, "…")
	}
	return remind.Line(s)
}

func (m *Mail) client(ctx context.Context) (*mail.Client, error) {
	config := &tls.Config{}
	if m.o.Roots != nil {
		config = m.o.Roots.Clone()
	}
	config.ServerName, config.MinVersion = m.o.Host, tls.VersionTLS12
	opts := []mail.Option{
		mail.WithPort(m.o.Port), mail.WithTimeout(m.o.Timeout), mail.WithTLSConfig(config),
		mail.WithDialContextFunc(m.dial(ctx, config)),
	}
	switch m.o.Security {
	case StartTLS:
		opts = append(opts, mail.WithTLSPolicy(mail.TLSMandatory))
	case TLS:
		opts = append(opts, mail.WithSSL())
	case Plain:
		opts = append(opts, mail.WithTLSPolicy(mail.NoTLS))
	default:
		return nil, fmt.Errorf("unknown security %q of mail: there are starttls, tls and none", m.o.Security)
	}
	if m.o.User != "" {
		opts = append(opts, mail.WithUsername(m.o.User), mail.WithPassword(m.o.Password), m.signIn())
	}
	return mail.NewClient(m.o.Host, opts...)
}

// signIn says how to sign in. The library sees encryption that it has begun itself alone; the two ways that it doesn't see are
// encrypted, or don't leave this machine.
func (m *Mail) signIn() mail.Option {
	if m.o.Security == StartTLS {
		return mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover)
	}
	return mail.WithOpportunisticSMTPAuth(mail.SMTPAuthSCRAMSHA256, mail.SMTPAuthSCRAMSHA1, mail.SMTPAuthCramMD5,
		mail.SMTPAuthPlainNoEnc, mail.SMTPAuthLoginNoEnc)
}

// dial connects, and bounds what the connection may bring and how long it may last.
func (m *Mail) dial(within context.Context, config *tls.Config) mail.DialContextFunc {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		var d net.Dialer
		conn, err := d.DialContext(ctx, network, address)
		if err != nil {
			return nil, err
		}
		end, ok := within.Deadline()
		if !ok {
			end = time.Now().Add(m.o.Timeout)
		}
		limited := &limitedConn{Conn: conn, left: mostHeard, end: end}
		if m.o.Security != TLS {
			return limited, nil
		}
		secure := tls.Client(limited, config)
		if err := secure.HandshakeContext(ctx); err != nil {
			_ = conn.Close()
			return nil, err
		}
		return secure, nil
	}
}

// limitedConn is a connection that brings so many bytes, and that nobody prolongs.
type limitedConn struct {
	net.Conn
	left int
	end  time.Time
}

// Read reads, as long as there is something left of what the connection may bring.
func (c *limitedConn) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, errors.New("the server says more than is listened to")
	}
	n, err := c.Conn.Read(p[:min(len(p), c.left)])
	c.left -= n
	return n, err
}

// SetDeadline sets a deadline, at most the one of the whole act.
func (c *limitedConn) SetDeadline(t time.Time) error {
	if t.IsZero() || t.After(c.end) {
		t = c.end
	}
	return c.Conn.SetDeadline(t)
}

// letter makes the mail of a message: as text, and as HTML for those who read that.
func (m *Mail) letter(address, name string, msg remind.Message) (*mail.Msg, error) {
	to, err := netmail.ParseAddress(address)
	if err != nil {
		return nil, errors.New("the person's mail address is none")
	}
	if len(msg.Text)+len(msg.HTML)+len(msg.Subject) > mostSent {
		return nil, fmt.Errorf("a message of more than %d bytes is not sent", mostSent)
	}
	if to.Name == "" {
		to.Name = remind.Header(remind.Line(name))
	}
	l := mail.NewMsg(mail.WithNoDefaultUserAgent())
	l.FromMailAddress(&m.from)
	l.AddToMailAddress(to)
	l.Subject(remind.Header(msg.Subject))
	l.SetDate()
	_, domain, _ := strings.Cut(m.from.Address, "@")
	l.SetMessageIDWithValue(messageID(msg.ID) + "@" + domain)
	l.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no answers of absence, please
	l.SetGenHeader("X-Auto-Response-Suppress", "All")
	l.SetGenHeader(mail.HeaderContentLang, string(msg.Lang))
	l.SetBodyString(mail.TypeTextPlain, msg.Text)
	if msg.HTML != "" {
		l.AddAlternativeString(mail.TypeTextHTML, msg.HTML)
	}
	return l, nil
}

// messageID is the same for the same message, so that a mailbox that gets it twice can tell.
func messageID(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:16])
}
