package l10n

import "strings"

// rtlScripts are the scripts written from right to left (Unicode's script metadata).
var rtlScripts = wordSet("Adlm Arab Aran Armi Avst Chrs Cprt Elym Gara Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc Mero Narb Nbat " +
	"Nkoo Orkh Ougr Palm Phli Phlp Phlv Phnx Prti Rohg Samr Sarb Sidt Sogd Sogo Syrc Syre Syrj Syrn Thaa Yezi")

// rtlLanguages are languages that CLDR 48's likely subtags lead to such a script from, and those of x/text, which are
// older, don't know.
var rtlLanguages = wordSet("aao abh abv acm acq acw acx adf aec aee aeq afb aib aii aij aiq amw ars ask atn auj auz avd ayh ayl " +
	"ayn ayp azb bdz bgp bhe bhm bhn bjf bjm brk bsh bsk chg clh czk def deh dmk dml ecy esh fay faz ggg " +
	"gha ghr gig glh grr gwf gzi hac hbo hkh hoh hrt hrz hss huy isk itk jad jat jbe jbn jdg jnd jog jpa " +
	"jpr jrb jye kbu kcy kfm klj kmz kqd ktl lhs lrk lrl lsa lsd lss luv mby mey mfi mhj mid mnj mve mzb " +
	"nli nlm ntz nyq oar obm odk oui pbt pgd phr phv plk prc prx psh psi pst qxq rdb sam sbn sdb sdf sdg " +
	"sds sgr sgy shd shm shv siy siz smy sog sqo sqt srh srz ssh sts syc syn tjo tks tmr tov tra trg trm " +
	"ush uzs vaf vgr vmh wbk wlo wne wsv xco xhe xka xkc xkj xkp xly xsd xvi ydg yhd yih yud zba zrp zum ")

// ltrLanguages are those whose likely script has changed to one written from left to right.
var ltrLanguages = wordSet("doi grc kdh")

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// Direction returns the base direction of the locale's script (UAX #9 by way of CLDR's likely subtags).
func (l Locale) Direction() Direction {
	tag := l.Tag()
	base, named, _ := tag.Raw()
	script, _ := tag.Script()
	switch language := base.String(); {
	case named.String() != "Zzzz":
	case rtlLanguages[language]:
		return RTL
	case ltrLanguages[language]:
		return LTR
	}
	if rtlScripts[script.String()] {
		return RTL
	}
	return LTR
}
