package l10n

import "time"

// File is one file of a publication.
type File struct {
	Path        string `json:"path"` // relative, with slashes, without ".."
	Ref         Ref    `json:"ref"`
	ContentType string `json:"contentType"`
	Locale      Locale `json:"locale,omitempty"`
	Size        int64  `json:"size"`
}

// PageChange is a text that is in no segment and that the page has in its locale's notation: a date, an amount in a cell.
type PageChange struct {
	Element string `json:"element"` // that holds it, for instance td
	Before  string `json:"before"`
	After   string `json:"after"`
}

// ManifestSegment says of one published segment where its text came from and who signed it.
type ManifestSegment struct {
	Segment    SegmentID `json:"segment"`
	SourceHash Hash      `json:"sourceHash"`
	TargetHash Hash      `json:"targetHash"`
	State      State     `json:"state"`
	Origin     Origin    `json:"origin"`
	// Fallback says that the page has the source's text.
	Fallback bool `json:"fallback,omitempty"`
	// Signed are the approvals of the segment, of an earlier run where it has not changed since; SameAs says that they
	// were given for an earlier source of the same meaning.
	Signed []Signature  `json:"signed,omitempty"`
	SameAs *SameMeaning `json:"sameAs,omitempty"`
	// Confirmed is the approval by which a person confirmed a machine's text; Unconfirmed says that nobody did.
	Confirmed   *Signature `json:"confirmed,omitempty"`
	Unconfirmed bool       `json:"unconfirmed,omitempty"`
	// Dismissed are the words of people who overruled a check's issue with the text.
	Dismissed []Dismissal `json:"dismissed,omitempty"`
	// PassedBy is the machine that approved an unconfirmed text, where the site lets it.
	PassedBy *Reviewer `json:"passedBy,omitempty"`
}

// ManifestLocale is a manifest's account of one locale.
type ManifestLocale struct {
	Locale    Locale            `json:"locale"`
	File      string            `json:"file"`
	URL       string            `json:"url"`
	Approvals []Decision        `json:"approvals"`
	Segments  []ManifestSegment `json:"segments"`
	// Unconfirmed counts the segments that no person wrote and that nobody is known to have looked at.
	Unconfirmed int `json:"unconfirmed,omitempty"`
	// Passed counts those of the unconfirmed that a machine approved, where the site lets it.
	Passed int `json:"passed,omitempty"`
	// Changes are what the page has in its locale's notation besides the segments.
	Changes []PageChange `json:"changes,omitempty"`
	// Slug, Title, SiteTitle, Unlisted and Since are those of PublishedPage.
	Slug      string    `json:"slug,omitempty"`
	Title     string    `json:"title,omitempty"`
	SiteTitle string    `json:"siteTitle,omitempty"`
	Unlisted  bool      `json:"unlisted,omitempty"`
	Since     time.Time `json:"since,omitzero"`
	// SourceURL, Extraction, Skeleton and Targets are what the page was made from, so that it can be made again.
	SourceURL  string `json:"sourceUrl"`
	Extraction Ref    `json:"extraction"`
	Skeleton   Ref    `json:"skeleton"`
	Targets    Ref    `json:"targets"`
	Assets     Ref    `json:"assets,omitempty"`
	// Untranslated and Corrections are PublishedPage's.
	Untranslated int              `json:"untranslated,omitempty"`
	Corrections  []CorrectionNote `json:"corrections,omitempty"`
}

// Publication is an immutable set of localized files of one document, with the account of how they came to be. It is
// its own manifest: the JSON of this type is what is stored beside the files.
type Publication struct {
	ID         PublicationID `json:"id"`
	Run        RunID         `json:"run"`
	Site       SiteName      `json:"site"`
	Document   DocumentID    `json:"document"`
	Source     Document      `json:"source"`
	SourceHash Hash          `json:"sourceHash"`
	Tool       string        `json:"tool"`
	// Versions are those of what the pages were made with: the program, its data, the terms.
	Versions    map[string]string `json:"versions,omitempty"`
	PublishedAt time.Time         `json:"publishedAt"`
	Files       []File            `json:"files"`
	Locales     []ManifestLocale  `json:"locales"`
	// Withdrawn is set when the publication takes something away: all of the document, when it has no files.
	Withdrawn *Withdrawal `json:"withdrawn,omitempty"`
	Seal      *Seal       `json:"seal,omitempty"`
}

// Seal is a signature: of a manifest by the house that published it, or of a person's act by the desk or the command
// line.
type Seal struct {
	Algorithm string `json:"algorithm"` // ed25519
	Key       string `json:"key"`       // which key, by the first digits of its hash
	Value     string `json:"value"`     // base64
}

// Rollback is a person's word that visitors get an earlier publication of a document again.
type Rollback struct {
	ID       string        `json:"id"` // of the act: repeating it goes back once
	Site     SiteName      `json:"site"`
	Document DocumentID    `json:"document"`
	By       UserID        `json:"by"`
	At       time.Time     `json:"at"`
	From     PublicationID `json:"from"` // what visitors got before; To itself when they got it already
	To       PublicationID `json:"to"`
	Comment  string        `json:"comment,omitempty"` // why
	Seal     *Seal         `json:"seal,omitempty"`    // of all but From
}

// Withdrawal is a person's word, or a rule's, that a document or some of its locales are no longer for visitors.
type Withdrawal struct {
	ID      string    `json:"id"` // of the act: repeating it withdraws nothing twice
	By      UserID    `json:"by"`
	At      time.Time `json:"at"`
	Locales []Locale  `json:"locales,omitempty"` // all when empty
	Comment string    `json:"comment,omitempty"`
	// Seal is the person's signature, of the site and the document too. What a look at the source withdraws has none.
	Seal *Seal `json:"seal,omitempty"`
}
