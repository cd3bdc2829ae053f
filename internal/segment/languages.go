package segment

import (
	"strings"
	"sync"
)

// rules are a language's own conventions.
type rules struct {
	// abbr are abbreviations that never end a sentence before a further word, without their last full stop.
	abbr map[string]bool
	// final are those that often do: a sentence ends after one if the next word is one that begins sentences.
	final map[string]bool
	// starters are words that often begin a sentence, and are rarely a part of a name.
	starters map[string]bool
	// ordinals says that a number with a full stop is an ordinal.
	ordinals bool
	// question and stop are further characters that end a sentence.
	question, stop string
	// pronounI says that the capital of "I" begins no sentence.
	pronounI bool
	// words are words of one letter, as people count, that are no abbreviations.
	words map[string]bool
	// noDot says that the full stop does not end sentences.
	noDot bool
	// ends has the ASCII characters that may end a sentence or a line.
	ends [128]bool
}

// entry is a language's row of the table, as people write it.
type entry struct {
	abbr, final, starters string
	words                 string
	ordinals              bool
	question, stop        string
	noDot                 bool
}

// rulesFor returns the rules of a language; an unknown one has the common ones alone.
func rulesFor(lang string) *rules {
	return allRules()[canonical(lang)]
}

// canonical maps languages onto those whose rules they share.
func canonical(lang string) string {
	switch lang {
	case "no", "nn":
		return "nb"
	case "hr", "bs", "sh":
		return "sr"
	case "mk":
		return "bg"
	case "ms":
		return "id"
	case "ne":
		return "hi"
	case "gl", "ast":
		return "es"
	case "oc":
		return "ca"
	case "af":
		return "nl"
	case "lb":
		return "de"
	case "yue":
		return "zh"
	}
	if _, ok := table[lang]; ok {
		return lang
	}
	return ""
}

var allRules = sync.OnceValue(func() map[string]*rules {
	m := map[string]*rules{}
	for lang, e := range table {
		r := &rules{
			abbr: set(e.abbr + " " + common), final: set(e.final), starters: set(e.starters),
			ordinals: e.ordinals, question: e.question, stop: e.stop, noDot: e.noDot, pronounI: lang == "en", words: set(e.words),
		}
		for _, c := range ".!?\n\r" + e.question + e.stop {
			if c < 128 {
				r.ends[c] = true
			}
		}
		m[lang] = r
	}
	return m
})

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// titles stand before names, and some other abbreviations before whatever word: no sentence ends after them.
var titles = set(`mr mrs ms dr prof st mt rev hon gen col lt maj capt sgt messrs vs e.g i.e cf viz hr fr frl mme mlle mgr sr sra
	srta dott sig ing avv on dl d-l dna dhr mevr drs ir ks bp св о проф акад доц г-н г-жа им ім ул вул пр г м т т.е т.к тов
	p s str al`)

// common are abbreviations of many languages. Words are in lower case.
const common = `dr prof st mr mrs ms vs cf al no nr jr sr ph.d e.g i.e vol pp ed eds`

// table has the languages' conventions. It was written for this project from general knowledge of the languages.
var table = map[string]entry{
	"": {},
	"en": {
		abbr: `mt messrs mme mlle rev hon gen col lt maj capt sgt cpl pvt adm cmdr gov sen rep pres supt insp esq fr bros
			fig figs eq sec ch chap art arts para p pg page approx est dept univ assn ave blvd rd hwy ft sq fl oz lb lbs mi min
			max temp tel ext ibid viz resp jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri
			sat sun nos op vols ser trans repr gal qt yd ca c btw ind mfg mgr`,
		final: `etc b.c a.d a.m p.m am pm u.s u.k u.n u.s.a e.u d.c inc ltd co corp llc plc bc ad hrs ph.d m.d b.a m.a jr sr et.al`,
		starters: `the a an this that these those he she it they we you i his her its their our my your in on at by for from
			with to of and but or so yet if when while where who whom what which why how as after before since because although
			though during there here then now however meanwhile moreover also both each every all some many most few several no
			not one two three do does did is are was were has have had can could will would should may might must let please
			according under over until once such`,
	},
	"de": {
		abbr: `bzw ca evtl ggf inkl exkl zzgl zzt vgl sog u.a u.ä z.b d.h i.d.r o.ä u.u v.a z.t s s.o s.u bspw str hr fr frl
			dipl ing mag dr.h.c nr abs art aufl bd bearb ber bes betr bd.e einschl engl entspr erg ev franz geb gegr gest ges
			hl hrsg jh jhdt abschn abs kap lt max min mind mio mrd mtl nachm vorm österr phil röm rd ref red schw sen jun st std tel ungef
			urspr verh verm vorl wiss zit zw ziff abb anm jan feb mrz apr jun jul aug sep sept okt nov dez mo di mi do fr sa so
			z b d h u a v ä`,
		final:    `usw etc gmbh co kg ag u.a u.s.w o.g a.d v.chr n.chr chr`,
		starters: `der die das ein eine einer er sie es wir ich ihr man dies diese dieser dieses in im am an auf bei mit nach von zu für und aber oder doch wenn als da so auch nur noch nun dann damit deshalb danach dabei zudem außerdem allerdings jedoch während obwohl weil wie was wer wo warum hier dort nie kein keine ja nein`,
		ordinals: true,
	},
	"fr": {
		abbr: `m mm mme mmes mlle mlles me mgr pr dr st ste sts cf p pp art al av ap apr bd boul ch chap coll env etc. ex exp fig
			hab ibid id i.e janv févr avr juil sept oct nov déc max min n° nb no op cit par ex p.ex rem réf s suiv t tél trad v
			vol c.-à-d j.-c éd éds adj adv r.-v ltée`,
		final:    `etc cie j.-c inc ltée`,
		starters: `le la les l un une des ce cet cette ces il elle ils elles on nous vous je tu en dans sur à au aux de du par pour avec sans et mais ou donc or si quand lorsque comme après avant depuis pendant selon son sa ses leur leurs notre votre qui que quoi où pourquoi comment c'est d'après ainsi alors enfin puis`,
	},
	"es": {
		abbr: `sr sra sres sras srta d dª dña dn dr dra lic ing arq prof profa gral cnel cap tte sgto mons pbro fr sto sta ud uds
			vd vds av avda c col dpto depto ed edit esq etc. ej p.ej fig hnos íd ibíd kg km izq dcha máx mín nº núm n° no p pág págs
			párr pl pza ref reg rte s sig sigs tel teléf tít trad v vol vols ee ee.uu a.c d.c cía admón art arts cap aprox av tfno`,
		final:    `etc ee.uu uu s.a s.l a.c d.c hs cía ltda`,
		starters: `el la los las lo un una unos unas este esta estos estas ese esa eso él ella ellos ellas en de del a al con por para sin sobre y o pero si cuando como donde que quien su sus mi tu nuestro según tras desde hasta entre también además no es son fue hay qué cómo`,
	},
	"pt": {
		abbr: `sr sra srs sras srta dr dra d eng arq prof profa exmo exma ilmo v.exa gen cel cap ten sgt pe sto sta av r ap apto art
			arts aprox cap cf cia col ed ex fig fls id máx mín n nº num p pág págs pp ref s séc tel trad vol jan fev mar abr mai
			jun jul ago set out nov dez p.ex`,
		final:    `etc ltda s.a cia a.c d.c`,
		starters: `o a os as um uma uns umas este esta isto esse essa isso ele ela eles elas em no na nos nas de do da por para com sem sobre e ou mas se quando como onde que quem seu sua segundo após desde até entre também além não é são foi há`,
	},
	"it": {
		abbr: `sig sigg sigra sig.ra sig.na dott dott.ssa dr prof prof.ssa ing avv arch geom rag on sen gen col cap ten mons don
			ad es p.es cfr cit ecc. ed fig art artt all cap ca c.a c c.so v v.le p.za p.zza pag pagg par max min n nn nr num
			op rif s ss sec seg segg tel tab vol voll ill egr gent spett st d`,
		final:    `ecc etc s.p.a s.r.l a.c d.c f.p`,
		starters: `il lo la i gli le l un uno una questo questa questi queste quello quella egli lui lei loro noi voi io in di del della dei a al alla da dal con per su tra fra e o ma se quando come dove che chi cosa perché poi anche non è sono ha si ci dopo prima durante secondo`,
	},
	"ca": {
		abbr:  `sr sra srs sres srta dr dra prof av avda c carrer ed ex fig núm pàg pàgs p pp pl ref s st sta tel vol art cap etc. aprox`,
		final: `etc s.a s.l aC dC`, starters: `el la els les l un una uns unes aquest aquesta ell ella ells en a de del per amb sense i o però si quan com on que qui no és són hi`,
	},
	"ro": {
		abbr: `dl d-l dna d-na dle dr prof ing av conf lect acad gen col cpt lt mr sf art alin lit nr pag pp cap vol ed fig str bd
			bl sc et ap jud mun com sat tel ex etc. cca aprox lg max min mil mld m.ap.n d.p.d.v î.hr d.hr î.h d.h r op cit`,
		final: `ș.a etc ș.a.m.d s.a s.r.l î.hr d.hr î.h d.h`, starters: `un o acest această aceste acești el ea ei ele noi voi eu în la pe de din cu fără pentru și sau dar dacă când cum unde care ce cine nu este sunt a au se după aici acolo`,
		ordinals: true,
	},
	"nl": {
		abbr: `dhr mevr mw mej mr ir ing drs dr prof ds st jhr jkvr fam gebr lic kol kapt lt sgt a.u.b a.h.w a.g.v b.v
			c.q d.d d.m.v d.w.z d.i e.v g.g.d h.t i.c i.e i.g.v i.h.a i.h.b i.o i.o.v i.p.v i.s.m i.t.t i.v.m i.z m.a.w m.b.t
			m.b.v m.i m.i.v m.m.v m.n m.u.v n.a.v n.o.v n.t.b o.a o.b.v o.i.v o.l.v o.m o.v.v p.a p.m p.p p.w r.-k s.v.p t.a.v
			t.b.v t.g.v t.h.v t.n.v t.o.v t.t.v t.w t.w.v t/m v.a v.d v.h v.l.n.r v.v w.o z.g z.i z.o.z aanv adj afb afd afk alg
			andl art artt bep betr bev bijl bijv bijz bl blz blzn bv bw ca cf dd dep dept derg dir div ed eig event evt excl
			fa fig fr gem ger geref hfst hoofdst ev id inb incl inl insp int inz jg jr kath koninkl kon koninkr
			ll max med mil min mln mld mnd nagen ned nl nom nr nrs ongev opm ov oorspr pag par plm plv pres provl red ref
			resp rk secr seq soc sr stud str taalk tek tel theol toel ts uitd uitg univ vb vert verz vgl vlg vlgs vnl vnw voorz
			vs wnd wv zgn jan febr mrt apr jun jul aug sept okt nov dec`,
		final: `enz etc e.d e.a e.o e.e.a m.m c.s n.v b.v v.chr n.chr jl a.s`, starters: `de het een dit dat deze die hij zij ze we wij ik je jij u in op aan bij met van voor naar om en maar of als toen wanneer hoe wat wie waar er ook niet na sinds tijdens volgens`,
	},
	"sv": {
		abbr: `bl.a t.ex d.v.s dvs d.y d.ä e.d o.d o.dyl o.s.v m.m m.fl m.a.o s.k f.d f.n f.ö f.v.b fr.o.m t.o.m t.v t.h t.f n.b
			p.g.a i.st i.a i.o.m s.a.s å.s.k resp ca kl nr s sid st str tel tfn jfr jmf inkl exkl max milj mdr kap
			ev eg egentl enl exp vd ordf prof dr doc ing civ kand mag lic sekr red övers uppl utg fig tab kv ggr
			jan febr apr aug sept okt nov dec ang avd anm allm betr civ dir föreg förf förk gm hr inst intr länsst
			obs omkr orig plur postadr proc stf särsk vard växelv v vol`,
		final: `etc osv mm m.m m.fl f.kr e.kr tkr mkr mdr kr`, starters: `den det en ett de han hon vi jag du ni denna detta dessa i på av för med till från om och men eller när som så där här att inte efter under enligt`,
	},
	"da": {
		abbr: `bl.a f.eks fx d.v.s dvs d.d d.s d.y d.æ d.å e.l f.m e.m f.m.t i.a i.e i.h.t i.f.m i.f.t m.a.o m.b.t m.h.p m.h.t m.v
			m.m m.fl n.b o.a o.l o.lign p.a p.b.v p.g.a p.m p.p p.t s.k s.t s.u s.å t.o.m t.v t.h u.a u.d u.m v.a v.h.a v.l
			vs.a å.a adj adm adr afd afg afs afsn alm ang ank anm ann ansv arr art bd bek bem bet bibl bidr bl bl.bd boul
			bygn ca cand cirk cit col dir disp doc dr dronn eftf egl eks ekskl ekspl ell endv etabl evt fa fabr fakt
			fam fav fhv fig fl flg fm fmd fork forts fr frk fungd fx gdr gg gl glda gnsn gr grdl hds henh henv hhv hr hovedkv
			iflg ift ifm iht indb indtr inf ing inkl insp instr jf jfr jr jvf kap kat kbh kgl kl knsp komm kons korr kp kst kt
			ktr kv kvt lb lejl lic ll lrs maks mdl mdr medd medl medf mf mhp mht mill modt mods ndf
			nedenn nr nto nuv o/m obs odont omg omkr omr omtr opf opg opl opr org orig ovenn ovenst overs ovf pag
			pd pens perf pers pga pk pkt polit pr prod prof præs psyk ptl red reg rel res resp rk sagf sdr sek sekr
			sept sg sign sj skr skt sml solbk sp spec spm spr spt st stk str stud svarp synk tdl teat tekn tf tg tidl
			tilf tilh till tilsv tlf trp u/b uafh udarb udb udbet udd udfl udg udk udsp uds ugtl ulin vb vbf vedl vedr vejl vha
			vvs vær årg årl ægt østr øv jan feb apr jun jul aug okt nov dec`,
		final: `etc osv m.v mv m.m m.fl mfl lign o.lign o.l co a/s aps f.kr e.kr d.d p.t kr pct mio mia`, starters: `den det en et de han hun vi jeg du i denne dette disse på af for med til fra om og men eller når som så der her at ikke efter under ifølge`,
		ordinals: true,
	},
	"nb": {
		abbr: `bl.a f.eks dvs d.v.s d.d d.e d.y d.å d.s.s e.l f.o.m f.v.t i.a i.h.t i.f.m m.a.o m.h.t m.m m.fl m.v n.å o.a o.l o.s.v
			p.a p.g.a p.t s.a s.d s.k s.u t.d t.h t.o.m t.v v.h.a å.s adm adr alm ang ank anm avd art bd bek betj betr bibl cand ca
			dir disp doc dos dr eg ekskl eks evt ev fhv fig forb foreg forf fork forts fr frk fung fvt gj gnsn gr grl
			hd henh henv hr hft hhv iflg ing inkl insp jf jfr jr kap kat kgl kl kommisj kons kt kvm kst lb lic lign ll
			lok lrs maks mdl medl mfl mill mnd mrd ndf nr nto nåv off omtr oppg org orig overs pag pct perf pga
			pkt pr pron prof psykol pst red ref reg resp s sek sekr sg skr spm spsm st stk str stud tidl tilf tilsv tlf tr
			tsk uavh udat ug utarb utg vbl vedk vedl vedr vs årg årl jan feb apr jun jul aug sept okt nov des`,
		final: `etc osv m.m m.fl f.kr e.kr a/s`, starters: `den det en et ei de han hun vi jeg du i denne dette disse på av for med til fra om og men eller når som så der her at ikke etter under ifølge`,
		ordinals: true,
	},
	"fi": {
		abbr: `esim mm ym ks vrt n noin ts tms jne. nk ns so s ss siv st os prof tri dr puh klo kpl mrd milj milj luku art kk v vs
			tohtori fil maist toim suom engl alk`,
		final: `jne ym yms tms eaa jaa eKr jKr oy`, starters: `se ne hän he me minä sinä te tämä nämä tuo ja mutta tai jos kun koska vaikka että ei on oli mitä missä miksi miten kuka myös nyt sitten siksi lisäksi`,
		ordinals: true,
	},
	"et": {
		abbr:  `nt s.o st näit jt. lk nr prof dr hr pr tn mnt pst tel u umbes v.a k.a s.a sh vt vrd jaan veebr apr aug sept okt nov dets`,
		final: `jne jt jms eKr pKr`, starters: `see need ta nad me ma sa te ja aga või kui et ei on oli mis kus miks kuidas kes ka nüüd siis`,
		ordinals: true,
	},
	"lt": {
		abbr:  `pvz t.y t.t vad dr prof doc akad p pan nr g gat pr al aikšt mln mlrd tūkst m a d val min sek psl str pav red žr plg kt lot angl`,
		final: `pan kt t.t m.e`, starters: `tai šis ši šie jis ji jie jos mes aš tu ir bet ar jei kai kad nes ne yra buvo kas kur kodėl kaip taip po per pagal`,
		ordinals: true,
	},
	"lv": {
		abbr:  `piem t.i t.s u.c u.tml dr prof kgs nr lpp g gs mljrd milj tūkst plkst skat sk izd red sal apm angl iel`,
		final: `utt u.c u.tml p.m.ē m.ē`, starters: `tas tā šis šī viņš viņa viņi mēs es tu un bet vai ja kad ka jo nav ir bija kas kur kāpēc kā pēc`,
		ordinals: true,
	},
	"pl": {
		abbr: `dr hab inż mgr prof doc lek gen płk ppłk mjr kpt por sierż ks o św śp np tj tzn tzw m.in in.  ul al pl os nr str s
			r w ok ur zm wg zob por im pt pw ew ww tys mln mld godz min sek tel art ust pkt poz rozdz rys tab wyd red tłum oprac
			ang fr niem łac ros jęz hr ż p pp j a.`,
		final: `itd itp etc r p.n.e n.e zł gr br w m.st`, starters: `to ten ta te ci on ona ono oni one my ja ty wy w na z ze do od po przy przez dla bez i a ale lub czy jeśli gdy kiedy że bo nie jest są był była co gdzie dlaczego jak kto tak`,
		ordinals: true,
	},
	"cs": {
		abbr: `dr ing mgr bc judr mudr rndr phdr prof doc p pí sl sv tj tzv tzn např popř resp mj apod. ap. č čj čl čp odst písm
			str s r roč sv ul nám tř tel fax mil mld tis hod min kap obr tab vyd red překl angl něm lat fr kol st`,
		final: `atd apod aj př.n.l n.l kč r s.r.o a.s`, starters: `to ten ta tento tato toto on ona oni my já ty v ve na z ze do od po při pro bez a ale nebo i když pokud že protože ne je jsou byl byla co kde proč jak kdo tak`,
		ordinals: true,
	},
	"sk": {
		abbr: `dr ing mgr bc judr mudr rndr phdr prof doc p sl sv tj tzv tzn napr popr resp mj č čl ods písm str s r roč ul nám tel
			fax mil mld tis hod min kap obr tab vyd red prekl angl nem lat fr kol st gen por`,
		final: `atď a.i pod aj pr.n.l n.l r s.r.o a.s`, starters: `to ten tá tento táto toto on ona oni my ja ty v vo na z zo do od po pri pre bez a ale alebo i keď ak že pretože nie je sú bol bola čo kde prečo ako kto tak`,
		ordinals: true,
	},
	"sl": {
		abbr: `dr mag prof doc ing inž univ dipl g ga gdč gosp sv št str čl odst tč pogl t.i npr oz tj tel ul zv tis mio mrd cca ok pribl
			min maks jan feb apr jun jul avg sept okt nov dec ur izd prev angl nem lat fr pr let st`,
		final: `itd ipd idr d.o.o d.d s.p n.št pr.n.št kn`, starters: `to ta ti te tisti on ona ono oni mi jaz vi v na z s iz do od po pri za in a ali pa če ko kdaj kako kje kaj kdo zakaj ne je so bil bila bilo tudi vendar zato`,
		ordinals: true,
	},
	"is": {
		abbr: `dr próf hr sr séra nr kl bls sbr skv þ.e þ.e.a.s t.d m.a u.þ.b s.s t.a.m a.m.k þ.á.m m.t.t f.h v.þ.a tel jan feb apr jún
			júl ág ágú sept okt nóv des millj mrð hæstv hv gr mgr`,
		final: `o.s.frv o.fl o.þ.h m.m f.kr e.kr kr hf ehf`, starters: `það sá sú hann hún þeir þær þau við ég þú þið þetta þessi í á af fyrir með til frá um og en eða þegar sem ef ekki eftir nú hér þar`,
		ordinals: true,
	},
	"hu": {
		abbr: `dr ifj id özv prof pl ill kb ún stb. vö ld sz szt o old u ker hrsz tel bp min max mrd ezer áp jan febr márc ápr máj
			jún júl aug szept okt nov dec ford szerk köt kft. zrt. nyrt.`,
		final: `stb kft zrt nyrt bt i.e i.sz`, starters: `a az ez egy ő ők mi én te ti és de vagy ha amikor mert hogy nem van volt mit hol miért hogyan ki így itt ott`,
		ordinals: true,
	},
	"tr": {
		abbr: `dr prof doç yrd av sn bay bayan alb gen org cad sok mah apt no nu örn bkz çev haz yay ör s ss sf vb. yy yak tel fak
			üni ltd şti a.ş m.ö m.s hz müh öğr gör`,
		final: `vb vs vd a.ş şti m.ö m.s`, starters: `bu şu o bir biz ben sen siz onlar ve ama fakat ancak veya eğer çünkü ki değil ne nerede neden nasıl kim böylece ayrıca daha`,
		ordinals: true,
	},
	"ru": {
		abbr: `г гг. гор ул пр просп пл пер д корп кв стр с см рис табл гл ст п пп ч т тт им проф акад доц доктор канд инж ген полк
			подполк майор кап лейт св о.  тов гр г-н г-жа др. т.е т.к т.н т.о т.д. т.п. напр ср ок нач род ум англ нем фр лат греч рос
			укр исп итал яп кит тыс млн млрд трлн руб коп долл мин сек час экз изд ред пер сост вып кн ж обл р-н пос дер дер мкр оз
			р н л б м а`,
		final:    `др т.д т.п пр н.э до.н.э гг вв в г руб коп кв.м м.п мин сек км кг`,
		starters: `это этот эта эти он она они оно мы я ты вы в во на с со к из от до по при за у о об и а но или если когда как где что кто почему потому также так тогда там здесь не нет был была были после перед между согласно однако затем`,
	},
	"uk": {
		abbr: `р рр ст стст г гг м с смт сел вул пр просп бул пл пров буд корп кв обл р-н див рис мал табл гл п пп ч т тт ім проф
			акад доц канд інж ген полк майор кап св о. тов гр п-н ін. т.зв т.д. т.п. т.ін. т.е напр пор бл поч нар пом англ нім фр
			лат грец рос пол ісп італ тис млн млрд трлн грн коп дол хв сек год екз вид ред пер упор вип кн обл наук тер зв чл стор
			н е к а арт до вт од`,
		final:    `ін т.д т.п т.ін н.е грн коп кв.м хв сек км кг ред`,
		starters: `це цей ця ці він вона вони воно ми я ти ви у в на з із зі до від по при за о об і й та а але або якщо коли як де що хто чому тому також так тоді там тут не ні був була були після перед між згідно однак проте раніше`,
	},
	"be": {
		abbr:  `г гг вул пр пл д корп кв с см мал табл гл ст п ч т імя праф акад дац св гр напр параўн каля англ ням фр лац рус укр тыс млн млрд руб кап мін сек выд рэд вобл р-н в`,
		final: `інш г.д г.п н.э гг ст`, starters: `гэта гэты гэтая ён яна яны мы я ты вы у ў на з са да ад па пры за аб і а але ці калі як дзе што хто чаму таму не быў была`,
	},
	"bg": {
		abbr: `г гг ул бул пл ж.к бл вх ет ап гр с общ обл т.нар т.е т.н т.г м.г напр вж срв проф акад доц инж ген полк г-н г-жа
			г-ца св о. стр чл ал т изд ред прев англ нем фр лат рус хил млн млрд лв ст мин сек ок др. пр. инж д-р`,
		final: `др пр т.н н.е пр.н.е лв`, starters: `това този тази тези той тя те то ние аз ти вие в във на с със от до по при за и а но или ако когато как къде какво кой защо така също не е са беше`,
	},
	"sr": {
		abbr: `г гђа др проф инж мр тзв нпр итд. тј стр бр ул св в чл ст тел мин сек хиљ мил млрд изд ред прев енгл нем лат
			gdin gđa dr prof inž mr tzv npr itd. tj str br ul sv čl tel min tis mil mlrd izd red prev engl njem lat god sv`,
		final: `итд сл исл н.е п.н.е itd sl i.sl god kn din`, starters: `то овај ова ово он она они ми ја ти ви у на с са до од по при за и а али или ако кад како где шта ко зашто не је су то ovaj ova ovo on ona oni mi ja ti vi u na s sa do od po pri za i a ali ili ako kad kako gdje gde što šta tko ko zašto ne je su`,
		ordinals: true,
	},
	"kk": {abbr: `т.б ж б.з.б б.з с бет ғ ғғ қ обл ауд м млн млрд мың теңге т б з др проф акад ж.ж жж т.с.с т.т`, final: `т.б т.с.с`, starters: `бұл ол осы сол олар біз мен сен сіз және бірақ немесе егер сондықтан`},
	"ky": {abbr: `ж б.з.ч к кыл бет обл млн млрд миң сом ж.б проф акад`, final: `ж.б`, starters: `бул ал ошол алар биз мен сен сиз жана бирок же эгер`},
	"tg": {abbr: `с ш ғ м.қ ва ғ м сах млн млрд ҳаз проф акад`, final: `ғайра`, starters: `ин он вай мо ман ту шумо онҳо ва аммо лекин ё агар`},
	"uz": {abbr: `h.k va b.e m.a v.b sh prof akad mln mlrd ming y yy bet t ҳ.к й`, final: `h.k va.b`, starters: `bu u ular biz men sen siz va ammo lekin yoki agar бу у улар биз мен`},
	"az": {abbr: `və s b.e m.ə prof akad dos mln mlrd min səh cən xan i il e.ə k`, final: `s və.s`, starters: `bu o onlar biz mən sən siz və amma lakin və ya əgər`, ordinals: true},
	"hy": {abbr: `թ թթ պրոֆ դոկտ ակադ էջ հ մ և այլն`, stop: ":", noDot: true},
	"ka": {abbr: `ე.ი ა.შ მაგ გვ წ წწ ბ-ნი ქ-ნი პროფ აკად ქ თ სს მლნ ათ იხ`, final: `ა.შ`},
	"el": {
		abbr: `κ κα κος δρ καθ π.χ δηλ βλ κ.λπ. κ.ά. κλπ. κτλ. αρ σελ σσ τηλ ταχ λεωφ οδ αγ στρ χλμ εκ δισ μ.χ. π.μ μ.μ ν. ιαν
			φεβρ μαρ απρ ιουν ιουλ αυγ σεπτ οκτ νοε δεκ τομ εκδ μτφρ υποσ λ.χ`,
		final: `κ.λπ κ.ά κλπ κτλ μ.χ π.χ α.ε ε.ε`, starters: `ο η το οι τα τον την του της των ένας μια ένα αυτός αυτή αυτό αυτοί σε στο στη στην με από για και αλλά ή αν όταν όπως που πού τι ποιος γιατί πώς δεν είναι ήταν εν μετά`,
		question: ";\u037e",
	},
	"ar": {abbr: `د أ م ص ق.م هـ ه ت ط ج`}, "fa": {abbr: `دکتر ه.ش ه.ق ق.م م ص ج د ه ش ق`}, "ur": {abbr: `ڈاکٹر م ص ج ء`, stop: "۔"},
	"he": {abbr: `ד"ר פרופ עמ מס גב רח`},
	"hi": {abbr: `डॉ श्री श्रीमती प्रो कु ई पू ई.पू सं पृ रु मो कि.मी`, words: `है हैं था थी थे थीं हो हों दी दीं दे दो ली लीं ले लो की के का जा ना ही भी जी`, stop: "|"}, "mr": {abbr: `डॉ श्री प्रा सौ कु रु पृ इ स इ.स`},
	"bn": {abbr: `ড ডা মি মো মোঃ ডঃ প্রফে খ্রি পৃ সা`, words: `না কী কি যা তা`}, "ta": {abbr: `திரு டாக்டர் பேரா எ.கா கி.பி கி.மு ரூ`},
	"th": {}, "lo": {}, "my": {}, "km": {}, "am": {abbr: `ዶ/ር አቶ ወ/ሮ ዓ.ም ገጽ`}, "ti": {},
	"zh": {}, "ja": {}, "ko": {},
	"vi": {
		abbr:  `ts ths gs pgs bs ks tp tx tt q p đ tr vd v.v. ông bà số kg km nxb tk tcn scn ub`,
		final: `v.v tcn scn`, starters: `ông bà anh chị họ tôi chúng các những một trong trên tại theo sau trước khi nếu nhưng và hoặc vì đây đó`,
	},
	"id": {
		abbr:  `bpk bp sdr sdri dr drs dra ir prof h hj k.h jl no hlm hal tgl thn ttd yth dsb. dll. dst. a.n d.a u.p s.d vol cet terj red rp kab kec`,
		final: `dll dst dsb tbk pt s.m m`, starters: `ini itu dia ia mereka kami kita saya anda di ke dari pada dengan untuk dan atau tetapi jika ketika karena namun tidak adalah apa siapa mengapa bagaimana para sebuah`,
	},
	"sw": {abbr: `bw bi dk prof uk k.m k.v n.k mhe`, final: `n.k k.k`, starters: `hii hiyo huyo yeye wao sisi mimi wewe na lakini au kama kwa katika ni`},
}
