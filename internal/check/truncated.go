package check

import "strings"

// dangling are conjunctions, articles and prepositions that do not end a sentence. Those that may (particles of verbs in
// English and German) are not among them.
var dangling = map[string]string{
	"en": "the a an of and or to with from as than because which whose our your their his",
	"es": "el la los las un una unos unas de del y e o u a al en con por para que su sus desde hasta entre sobre como cuyo cuya se",
	"fr": "le la les l un une de du des et ou à au aux en dans par pour avec que qui sur ce cette ces son sa ses leur leurs d qu dont chez comme mais",
	"de": "und oder der dem den des eine einen von für dass weil ohne im zum zur vom beim seine ihre",
	"it": "il lo la i gli le un una di del della dei delle degli dello e o a al alla ai alle in nel nella con per che da dal dalla su sul sulla come l d",
	"pt": "o a os as um uma de do da dos das e ou em no na nos nas com por para que pelo pela ao à seu sua como",
	"nl": "de het een en of van met voor dat als door zijn haar hun maar",
	"ru": "и в на с со из к ко о об от у за под или а но что как для по при без между через чтобы который которая которые не",
	"uk": "і й в у на з із до о об від за під або а але що як для по при без між через щоб який яка які не та",
	"pl": "i w we na z ze do o od za pod lub a ale że jak dla po przy bez przez oraz który która które nie",
	"ar": "في من على إلى عن أن إن التي الذي مع هذا هذه أو ثم بين حيث كان و",
	"zh": "的 和 与 及 在 是 从 对 把 被 将 为 以",
}

// checkTruncated finds targets that stop in the middle, even where a full stop was set after it. The source must not end
// so too.
func checkTruncated(l *look) {
	if l.copied || l.foreign || len(l.t.words) < 3 || len(l.s.words) < 3 {
		return
	}
	last := l.t.words[len(l.t.words)-1]
	rest := l.t.text[last.End:]
	if len(rest) > 12 || strings.ContainsAny(rest, "{}%0123456789:/\"”»“") || len(l.t.tokens) > 0 && l.t.tokens[len(l.t.tokens)-1].Start >= last.End {
		return
	}
	word := strings.ToLower(l.t.text[last.Start:last.End])
	if l.to.writes(han) {
		// The last character of a run; only those that never end a clause.
		if r := lastBefore(word); !strings.ContainsRune("和与及从把被将", r) {
			return
		}
	} else if !strings.Contains(" "+dangling[l.to.base]+" ", " "+word+" ") || upperFirst(l.t.text[last.Start:last.End]) {
		return
	}
	if sLast := strings.ToLower(l.s.word(len(l.s.words) - 1)); strings.Contains(" "+dangling[l.from.base]+" ", " "+sLast+" ") {
		return
	}
	l.report(span{}, last, "The target ends with “"+l.t.text[last.Start:last.End]+"”, which does not end a sentence: is it truncated?", "word", word)
}
