package sim

import (
	"hash/fnv"
	"regexp"
	"strings"
)

// vocabulary is what the simulated engines know of languages: enough to be taken for one.
var vocabulary = map[string][]string{
	"es": strings.Fields("el gobierno de la ciudad para los años está muy cerca del río donde nosotros también hablamos sobre una reunión importante que será mañana por la tarde"),
	"fr": strings.Fields("le gouvernement de la ville pour les années est très près du fleuve où nous parlons aussi d'une réunion importante qui sera demain dans une grande salle"),
	"pt": strings.Fields("o governo da cidade para os anos está muito perto do rio onde nós também falamos sobre uma reunião importante que será amanhã não então"),
	"de": strings.Fields("die Regierung der Stadt für das Jahr ist sehr nahe am Fluss wo wir auch über eine wichtige Sitzung sprechen werden und nicht mehr"),
	"ru": strings.Fields("правительство города на этот год очень близко от реки где мы тоже говорим про важную встречу которая будет завтра вечером"),
	"ar": strings.Fields("حكومة المدينة في هذه السنة قريبة من النهر حيث نتحدث أيضا عن اجتماع مهم سيكون غدا مساء"),
	"zh": strings.Fields("城市 政府 今年 非常 接近 河流 我们 也 讨论 重要 会议 明天 晚上"),
}

// parts are what stays as it is (markup, entities, placeholders), and words.
var parts = regexp.MustCompile(`<[^>]*>|&[#\w]+;|⟦[^⟧]*⟧|[\p{L}\p{M}]+`)

// Translate is the simulated engines' translation: each word gives a word of the target language, always the same, and
// everything else stays. A language that they don't know gets its words reversed.
func Translate(text, target string) string {
	base, _, _ := strings.Cut(strings.ToLower(target), "-")
	words := vocabulary[base]
	return parts.ReplaceAllStringFunc(text, func(s string) string {
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
