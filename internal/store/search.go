package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// about is what a translation is found by: its title, its address and the name of its document, folded.
func about(t l10n.Translation) string {
	return folded(t.Title + "\n" + t.URL + "\n" + string(t.Document))
}

// folded is a text without the differences that who searches does not mean: of case, and of accents.
func folded(text string) string {
	out, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), text)
	if err != nil {
		out = text
	}
	return strings.ToLower(out)
}

// mostWords is how many words of a query count.
const mostWords = 12

// selected is the condition of a filter, with its arguments.
func selected(f l10n.TranslationFilter) (where string, args []any) {
	conditions := []string{"1 = 1"}
	add := func(condition string, v string) {
		if v != "" {
			args = append(args, v)
			conditions = append(conditions, fmt.Sprintf(condition, len(args)))
		}
	}
	add("run = $%d", string(f.Run))
	add("site = $%d", string(f.Site))
	add("document = $%d", string(f.Document))
	add("locale = $%d", string(f.Locale))
	add("stage = $%d", string(f.Stage))
	words := strings.Fields(folded(f.Query))
	for _, word := range words[:min(len(words), mostWords)] {
		add(`about LIKE $%d ESCAPE '!'`, "%"+strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(word)+"%")
	}
	if f.Waiting {
		conditions = append(conditions, "step <> ''")
	}
	if f.Unasked {
		conditions = append(conditions, "step = ''")
	}
	anyOf := func(column string, values []string) {
		marks := make([]string, len(values))
		for i, v := range values {
			args = append(args, v)
			marks[i] = fmt.Sprintf("$%d", len(args))
		}
		conditions = append(conditions, fmt.Sprintf("%s IN (%s)", column, strings.Join(marks, ", ")))
	}
	if len(f.Stages) > 0 {
		anyOf("stage", textsOf(f.Stages))
	}
	if len(f.Documents) > 0 {
		anyOf("document", textsOf(f.Documents))
	}
	return strings.Join(conditions, " AND "), args
}

func textsOf[T ~string](values []T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

// CountTranslations counts the translations that a filter selects, by locale and stage, and whether they wait for a
// person.
func (s *Store) CountTranslations(ctx context.Context, f l10n.TranslationFilter) ([]l10n.TranslationCount, error) {
	where, args := selected(f)
	//nolint:gosec // the conditions have placeholders alone
	rows, err := s.db.QueryContext(ctx, `SELECT locale, stage, CASE WHEN step <> '' THEN 1 ELSE 0 END, COUNT(*)
		FROM translations WHERE `+where+` GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`, args...)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var all []l10n.TranslationCount
	for rows.Next() {
		var c l10n.TranslationCount
		var people int
		if err := rows.Scan(&c.Locale, &c.Stage, &people, &c.Count); err != nil {
			return nil, fmt.Errorf("store: %w", err)
		}
		c.People = people == 1
		all = append(all, c)
	}
	return all, rows.Err()
}

// TranslatedDocuments lists the documents of the translations that a filter selects, by name, and counts all of them.
// The filter's limit and offset are of documents.
func (s *Store) TranslatedDocuments(ctx context.Context, f l10n.TranslationFilter) (docs []l10n.DocumentID, all int, err error) {
	where, args := selected(f)
	err = s.db.QueryRowContext(ctx, `SELECT COUNT(DISTINCT document) FROM translations WHERE `+where, args...).Scan(&all)
	if err != nil {
		return nil, 0, fmt.Errorf("store: %w", err)
	}
	limit := f.Limit
	if limit <= 0 {
		limit = 200
	}
	args = append(args, limit, f.Offset)
	rows, err := s.db.QueryContext(ctx, fmt.Sprintf(`SELECT document FROM translations WHERE %s
		GROUP BY document ORDER BY document LIMIT $%d OFFSET $%d`, where, len(args)-1, len(args)), args...)
	if err != nil {
		return nil, 0, fmt.Errorf("store: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var doc l10n.DocumentID
		if err := rows.Scan(&doc); err != nil {
			return nil, 0, fmt.Errorf("store: %w", err)
		}
		docs = append(docs, doc)
	}
	return docs, all, rows.Err()
}

// addAbout migrates a database of a version in which translations could not be searched.
func addAbout(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, `ALTER TABLE translations ADD COLUMN about TEXT NOT NULL DEFAULT ''`); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `CREATE INDEX translations_by_site ON translations (site, document)`); err != nil {
		return err
	}
	all, err := bodies[l10n.Translation](ctx, tx, `SELECT body FROM translations`)
	if err != nil {
		return err
	}
	for _, t := range all {
		if _, err := tx.ExecContext(ctx, `UPDATE translations SET about = $1 WHERE document = $2 AND locale = $3`,
			about(t), string(t.Document), string(t.Locale)); err != nil {
			return fmt.Errorf("what %s in %s is found by: %w", t.Document, t.Locale, err)
		}
	}
	return nil
}
