package sim

import (
	"hash/fnv"
	"regexp"
	"strings"
)

// vocabulary has the words that the simulated engines translate into, by language.
var vocabulary = map[string][]string{
	"es": strings.Fields("el gobierno de la ciudad para los años está muy cerca del río donde nosotros también hablamos " +
		"sobre una reunión importante que será mañana por la tarde"),
	"fr": strings.Fields("le gouvernement de la ville pour les années est très près du fleuve où nous parlons aussi " +
		"d'une réunion importante qui sera demain dans une grande salle"),
	"pt": strings.Fields("o governo da cidade para os anos está muito perto do rio onde nós também falamos sobre uma " +
		"reunião importante que será amanhã não então"),
	"de": strings.Fields("die Regierung der Stadt für das Jahr ist sehr nahe am Fluss wo wir auch über eine wichtige " +
		"Sitzung sprechen werden und nicht mehr"),
	"ru": strings.Fields("правительство города на этот год очень близко от реки где мы тоже говорим про важную встречу " +
		"которая будет завтра вечером"),
	"ar": strings.Fields("حكومة المدينة في هذه السنة قريبة من النهر حيث نتحدث أيضا عن اجتماع مهم سيكون غدا مساء"),
	"zh": strings.Fields("城市 政府 今年 非常 接近 河流 我们 也 讨论 重要 会议 明天 晚上"),
}

// tokens matches what an engine keeps (markup, entities, placeholders), and words.
var tokens = regexp.MustCompile(`<[^>]*>|&[#\w]+;|⟦[^⟧]*⟧|[\p{L}\p{M}]+`)

// Translate returns the simulated translation of a text. Each word becomes a word of the target language, always the
// same one, and everything else stays. For a language without vocabulary the words are reversed.
func Translate(text, target string) string {
	base, _, _ := strings.Cut(strings.ToLower(target), "-")
	words := vocabulary[base]
	return tokens.ReplaceAllStringFunc(text, func(s string) string {
		if strings.ContainsAny(s[:1], "<&") || strings.HasPrefix(s, "⟦") {
			return s
		}
		if len(words) == 0 {
			return reversed(s)
		}
		h := fnv.New32a()
		_, _ = h.Write([]byte(s))
		return words[h.Sum32()%uint32(len(words))]
	})
}

func reversed(s string) string {
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}
