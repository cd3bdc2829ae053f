package l10n

// Upload is the content of a page that its own address does not have yet, or not in this form: somebody handed it in. A run
// takes it in place of what is at the address.
type Upload struct {
	Page string `json:"page"` // the address, where the page stands or will stand
	Ref  Ref    `json:"ref"`  // the bytes as they came
}

// Upload returns the content that was handed in for a page.
func (p Plan) Upload(page string) (Upload, bool) {
	for _, u := range p.Uploads {
		if u.Page == page {
			return u, true
		}
	}
	return Upload{}, false
}
