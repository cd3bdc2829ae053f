package destination

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// wpSim simulates those parts of WordPress's REST API that the driver uses, as its handbook describes them. It is
// strict about credentials, parameters and types. It makes slugs unique, renames posts in the trash, and ignores meta
// keys that are not registered.
type wpSim struct {
	mu    sync.Mutex
	posts []*simPost
	last  int
	meta  []string // registered keys
	terms map[string]int
}

type simPost struct {
	ID                 int
	Kind, Slug, Status string
	Title, Content     string
	Meta               map[string]string
	Languages          []int
}

const wpUser, wpPassword = "dragoman", "abcd EFGH 1234 ijkl MNOP 5678"

func (s *wpSim) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	user, password, _ := r.BasicAuth()
	signedIn := user == wpUser && strings.ReplaceAll(password, " ", "") == strings.ReplaceAll(wpPassword, " ", "")
	if user != "" && !signedIn {
		simError(w, http.StatusUnauthorized, "incorrect_password",
			"The provided password is an invalid application password.")
		return
	}
	parts := strings.Split(strings.TrimPrefix(r.URL.Path, "/wp-json/wp/v2/"), "/")
	switch kind := parts[0]; {
	case kind == "languages" && r.Method == http.MethodGet:
		s.listTerms(w, r)
	case kind != "posts" && kind != "pages":
		simError(w, http.StatusNotFound, "rest_no_route", "No route was found matching the URL and request method.")
	case r.Method == http.MethodGet && len(parts) == 1:
		s.list(w, r, kind, signedIn)
	case !signedIn:
		simError(w, http.StatusUnauthorized, "rest_cannot_edit", "Sorry, you are not allowed to edit this post.")
	case r.Method == http.MethodPost && len(parts) == 1:
		s.last++
		s.change(w, r, &simPost{ID: s.last, Kind: kind, Status: "draft"}, http.StatusCreated)
	case len(parts) == 2:
		s.one(w, r, kind, parts[1])
	default:
		simError(w, http.StatusNotFound, "rest_no_route", "No route was found matching the URL and request method.")
	}
}

func simError(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"code": code, "message": message,
		"data": map[string]int{"status": status}})
}

func (s *wpSim) list(w http.ResponseWriter, r *http.Request, kind string, signedIn bool) {
	q := r.URL.Query()
	if q.Get("context") == "edit" && !signedIn {
		simError(w, http.StatusUnauthorized, "rest_forbidden_context",
			"Sorry, you are not allowed to edit posts in this post type.")
		return
	}
	statuses := []string{"publish"}
	if q.Has("status") {
		statuses = strings.Split(q.Get("status"), ",")
	}
	for _, status := range statuses {
		if !slices.Contains([]string{"publish", "future", "draft", "pending", "private", "trash", "any"}, status) ||
			(status != "publish" && !signedIn) {
			simError(w, http.StatusBadRequest, "rest_invalid_param", "Invalid parameter(s): status")
			return
		}
	}
	found := []any{}
	for _, p := range s.posts {
		if p.Kind == kind && slices.Contains(statuses, p.Status) && (!q.Has("slug") || p.Slug == q.Get("slug")) {
			found = append(found, p.json(q.Get("context") == "edit"))
		}
	}
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	size, page := 10, 1
	if n, err := strconv.Atoi(q.Get("per_page")); err == nil {
		size = n
	}
	if n, err := strconv.Atoi(q.Get("page")); err == nil {
		page = n
	}
	if page > 1 && (page-1)*size >= len(found) {
		simError(w, http.StatusBadRequest, "rest_post_invalid_page_number", "The page number requested is larger than the number of pages available.")
		return
	}
	found = found[(page-1)*size:]
	_ = json.NewEncoder(w).Encode(found[:min(len(found), size)])
}

func (s *wpSim) listTerms(w http.ResponseWriter, r *http.Request) {
	found := []any{}
	if id, ok := s.terms[r.URL.Query().Get("slug")]; ok {
		found = append(found, map[string]any{"id": id, "slug": r.URL.Query().Get("slug")})
	}
	_ = json.NewEncoder(w).Encode(found)
}

func (p *simPost) json(edit bool) map[string]any {
	title, content := map[string]any{"rendered": p.Title}, map[string]any{"rendered": "<p>" + p.Content + "</p>",
		"protected": false}
	if edit {
		title["raw"], content["raw"] = p.Title, p.Content
	}
	return map[string]any{"id": p.ID, "slug": p.Slug, "status": p.Status, "type": strings.TrimSuffix(p.Kind, "s"),
		"title": title, "content": content,
		"link": "https://blog.test/" + p.Slug + "/", "meta": p.Meta}
}

func (s *wpSim) one(w http.ResponseWriter, r *http.Request, kind, name string) {
	id, _ := strconv.Atoi(name)
	at := slices.IndexFunc(s.posts, func(p *simPost) bool { return p.ID == id && p.Kind == kind })
	if at < 0 {
		simError(w, http.StatusNotFound, "rest_post_invalid_id", "Invalid post ID.")
		return
	}
	switch r.Method {
	case http.MethodPost, http.MethodPut, http.MethodPatch:
		s.change(w, r, s.posts[at], http.StatusOK)
	case http.MethodDelete:
		if s.posts[at].Status == "trash" {
			simError(w, http.StatusGone, "rest_already_trashed", "The post has already been deleted.")
			return
		}
		s.posts[at].Status = "trash"
		s.posts[at].Slug += "__trashed"
		_ = json.NewEncoder(w).Encode(s.posts[at].json(true))
	default:
		simError(w, http.StatusNotFound, "rest_no_route", "No route was found matching the URL and request method.")
	}
}

var notInSlug = regexp.MustCompile(`[^a-z0-9_-]+`)

func (s *wpSim) change(w http.ResponseWriter, r *http.Request, p *simPost, status int) {
	var in struct {
		Title, Content, Slug, Status *string
		Meta                         map[string]string
		Languages                    []int
	}
	d := json.NewDecoder(r.Body)
	d.DisallowUnknownFields() // WordPress ignores them; a driver should not send any
	if r.Header.Get("Content-Type") != "application/json" || d.Decode(&in) != nil {
		simError(w, http.StatusBadRequest, "rest_invalid_json", "Invalid JSON body passed.")
		return
	}
	if in.Status != nil && !slices.Contains([]string{"publish", "draft", "private"}, *in.Status) {
		simError(w, http.StatusBadRequest, "rest_invalid_param", "Invalid parameter(s): status")
		return
	}
	for _, id := range in.Languages {
		if !slices.Contains([]int{s.terms["es"], s.terms["pt-br"]}, id) {
			simError(w, http.StatusBadRequest, "rest_invalid_param", "Invalid parameter(s): languages")
			return
		}
	}
	for from, to := range map[*string]*string{in.Title: &p.Title, in.Content: &p.Content, in.Status: &p.Status} {
		if from != nil {
			*to = *from
		}
	}
	for _, key := range s.meta {
		if v, ok := in.Meta[key]; ok {
			p.Meta = map[string]string{key: v}
		}
	}
	p.Languages = in.Languages
	if in.Slug != nil {
		p.Slug = s.unique(p, strings.Trim(notInSlug.ReplaceAllString(strings.ToLower(*in.Slug), "-"), "-"))
	}
	if !slices.Contains(s.posts, p) {
		s.posts = append(s.posts, p)
		w.Header().Set("Location", fmt.Sprintf("/wp-json/wp/v2/%s/%d", p.Kind, p.ID))
	}
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(p.json(true))
}

// unique adds a number to a slug that another post of its kind has, as wp_unique_post_slug does.
func (s *wpSim) unique(p *simPost, slug string) string {
	for n, try := 2, slug; ; n++ {
		if !slices.ContainsFunc(s.posts, func(q *simPost) bool { return q != p && q.Kind == p.Kind && q.Slug == try }) {
			return try
		}
		try = fmt.Sprintf("%s-%d", slug, n)
	}
}
