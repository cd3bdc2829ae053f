package bilingual

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"github.com/dragoman-l10n/dragoman/internal/bounded"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// The bounds of what is read. A document that unpacks to more is refused, whatever its size is when it is packed.
const (
	maxUnpacked = 64 << 20 // of the text of a document, in bytes
	maxParts    = 2000     // files in a packed document
	maxDepth    = 500      // elements within one another
	maxRows     = 100_000
)

// Read reads a table that came back, as HTML or DOCX: its first bytes say which. The faults say which rows can't be used; an
// error is one of the file as a whole.
func Read(file []byte) (Answer, []error, error) {
	if bytes.HasPrefix(file, []byte("PK\x03\x04")) {
		return readDOCX(file)
	}
	return readHTML(file)
}

// cells collects the text of a file and the cells of its rows. Tables within a table's cell are part of its text.
type cells struct {
	rows  [][]string
	all   strings.Builder
	cell  strings.Builder
	table int // how many tables we are in
	in    bool
}

func (c *cells) text(s string) {
	c.all.WriteString(s)
	if c.in {
		c.cell.WriteString(s)
	}
}

func (c *cells) startRow() {
	if c.table == 1 {
		c.rows = append(c.rows, nil)
	}
}

func (c *cells) startCell() {
	if c.table == 1 {
		c.endCell()
		c.in = true
	}
}

func (c *cells) endCell() {
	if c.table != 1 || !c.in {
		return
	}
	if len(c.rows) == 0 {
		c.rows = append(c.rows, nil)
	}
	last := len(c.rows) - 1
	c.rows[last] = append(c.rows[last], c.cell.String())
	c.cell.Reset()
	c.in = false
	c.all.WriteString("\n")
}

var errRows = fmt.Errorf("%w: the file has more than %d rows", l10n.ErrRefused, maxRows)

// readHTML reads a page as browsers and word processors save it.
func readHTML(file []byte) (Answer, []error, error) {
	if len(file) > maxUnpacked {
		return Answer{}, nil, fmt.Errorf("%w: the file is larger than %d MB", l10n.ErrRefused, maxUnpacked>>20)
	}
	r, err := charset.NewReader(bytes.NewReader(file), "text/html")
	if err != nil {
		return Answer{}, nil, fmt.Errorf("%w: the file is no HTML: %w", l10n.ErrRefused, err)
	}
	z := html.NewTokenizer(r)
	z.SetMaxBuf(maxUnpacked)
	var c cells
	skip := ""
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		t := z.Token()
		switch {
		case skip != "":
			if kind == html.EndTagToken && t.Data == skip {
				skip = ""
			}
		case kind == html.TextToken:
			c.text(t.Data)
		case kind == html.StartTagToken && (t.Data == "script" || t.Data == "style" || t.Data == "del" || t.Data == "title"):
			skip = t.Data
		case kind == html.StartTagToken || kind == html.SelfClosingTagToken:
			c.start(t.Data)
		case kind == html.EndTagToken:
			c.end(t.Data)
		}
		if len(c.rows) > maxRows {
			return Answer{}, nil, errRows
		}
	}
	if err := z.Err(); !errors.Is(err, io.EOF) {
		return Answer{}, nil, fmt.Errorf("%w: the file is no HTML: %w", l10n.ErrRefused, err)
	}
	return answer(c.rows, c.all.String())
}

func (c *cells) start(name string) {
	switch name {
	case "table", "tbl":
		c.table++
	case "tr":
		c.endCell()
		c.startRow()
	case "td", "th", "tc":
		c.startCell()
	case "br", "p", "div":
		c.text("\n")
	}
}

func (c *cells) end(name string) {
	switch name {
	case "table", "tbl":
		c.endCell()
		c.table = max(c.table-1, 0)
	case "td", "th", "tc", "tr":
		c.endCell()
	case "p", "div":
		c.text("\n")
	}
}

// readDOCX reads a document of Word, LibreOffice or Google. Text that was deleted with changes tracked is not read.
func readDOCX(file []byte) (Answer, []error, error) {
	files, err := bounded.Unzip(file, maxParts, maxUnpacked, func(name string) bool { return name == "word/document.xml" })
	if err != nil {
		return Answer{}, nil, fmt.Errorf("%w: the file can't be unpacked: %w", l10n.ErrRefused, err)
	}
	if len(files) != 1 {
		return Answer{}, nil, fmt.Errorf("%w: the file is no DOCX: it has no word/document.xml", l10n.ErrRefused)
	}
	c, err := readBody(files[0].Bytes)
	if err != nil {
		return Answer{}, nil, fmt.Errorf("%w: the text of the file can't be read: %w", l10n.ErrRefused, err)
	}
	return answer(c.rows, c.all.String())
}

// readBody reads the text of a document. Go's parser knows no entities but XML's own; a document type is refused all the same.
func readBody(body []byte) (*cells, error) {
	d := xml.NewDecoder(bytes.NewReader(body))
	c := &cells{}
	depth, gone := 0, 0 // gone is the depth at which what was deleted begins
	inText := false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return c, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.Directive:
			return nil, errors.New("it has a document type")
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return nil, fmt.Errorf("elements are nested more than %d deep", maxDepth)
			}
			switch t.Name.Local {
			case "del", "moveFrom":
				if gone == 0 {
					gone = depth
				}
			case "t":
				inText = gone == 0
			case "tab":
				c.text(" ")
			case "noBreakHyphen":
				c.text("\u2011")
			default:
				c.start(t.Name.Local)
			}
		case xml.EndElement:
			if gone == depth {
				gone = 0
			}
			depth--
			if t.Name.Local == "t" {
				inText = false
				continue
			}
			c.end(t.Name.Local)
		case xml.CharData:
			if inText {
				c.text(string(t))
			}
		}
		if len(c.rows) > maxRows {
			return nil, errRows
		}
	}
}
