package check

import (
	"maps"
	"math/bits"
	"slices"
	"strings"
)

// littleWords are the languages' little words, each word with the set of languages that have it.
type littleWords struct {
	bit  map[string]int // language → its bit
	mask map[string]uint64
}

// count returns how many of the words each language has, and how many of those another language, own, has too.
func (l *littleWords) count(words []string, own int) (total, shared [64]int) {
	for _, w := range words {
		m := l.mask[w]
		if i := strings.IndexByte(w, '\''); i > 0 && i <= 2 {
			m |= l.mask[w[:i+1]]
		} else if i := strings.Index(w, "’"); i > 0 && i <= 2 {
			m |= l.mask[w[:i]+"'"]
		}
		for has := m&(1<<own) != 0; m != 0; m &= m - 1 {
			b := bits.TrailingZeros64(m)
			total[b]++
			if has {
				shared[b]++
			}
		}
	}
	return total, shared
}

// little are the little words of each language: what any text of some length has, whatever it is about. Those
// that many languages share tell nothing by themselves and do no harm, for languages are compared.
var little = func() *littleWords {
	lists := map[string]string{
		"en": "the of and to in is that for it was with as be on by this are at from which or had were not have an but they his her their you we she he has been would will can said there its about who what when more",
		"es": "cada veces vez le lo mejor sobre nosotros algo otra otro de la que el en y los las se del por un una con no para su es al lo como más o pero sus le ya este sí porque esta son entre cuando muy sin sobre ser también me hasta hay donde han quien está desde todo nos durante fue ha era eran había según una dos años",
		"fr": "de la le et les des en un une du que est pour qui dans par plus pas au sur ne se ce il sont la avec son ont aux cette été leur mais comme ou si nous vous elle ils sa ses aussi entre être après deux dont ces même l' d' qu' n' s' c' j' était a à où lors depuis selon",
		"de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei ich wir ihr wurden seine ihre kann",
		"it": "alla allo sarebbe stato stata tre due mezzo sui agli suoi sue di e che la il un a per è in una sono mi ho si lo ha le ti i con non della del da al dei nel alla come gli delle più questo anche ma nella dal sul ed suo sua se dalla essere stato loro ai degli alle perché quando tra era hanno l' d' dell' all' nell' c' un' chi molto dopo fu sulla nei negli dai",
		"pt": "além disso seria foram podem de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter seus quem nas me esse eles estão você tinha foram essa num nem suas meu às minha têm numa pelos elas são",
		"nl": "de het een en van in is dat op te zijn met die voor niet aan er om ook als dan maar bij nog uit door over ze naar heeft hij ze worden wordt had of werd was deze meer kan je ik tot dit zich hun wel geen zo kunnen haar omdat we moet na veel toen waar zou alle",
		"sv": "och i att det som en på är av för med den till inte om ett han men var jag sig från vi så kan när de nu under också efter eller har sin hade utan där mot ska över blev två år vara mycket hon alla andra hans",
		"da": "og i at det er en til af på for som med den de ikke der var et han men har om vi fra sig kan da ved hun nu over så skal efter eller også blev hvor være to havde ud mange meget når sin under deres",
		"nb": "og i det er en til av på for som med at den de ikke der var et han men har om vi fra seg kan da ved hun nå over så skal etter eller også ble hvor være to hadde ut mange mye når sin under deres fra",
		"fi": "ja on ei se että oli hän mutta ovat joka kun tai myös niin kuin en hänen olisi ole vain sen jo ne olla tämä voi jos sekä mukaan mitä kanssa siitä sitten ollut vuoden vuonna ovat tämän",
		"pl": "w i na z się do nie to że jest o od po jak a za przez dla jego są ale był oraz przy tym tego lub które który która już ich być tylko może co było pod także jej czy przed został między została ze u roku",
		"cs": "a v se na je že z o s do i to za by ve pro po jsou od si ale jako jeho který které byl nebo k při která bylo jsem už tak více mezi může až byla jen pod také jejich u podle před ze co roku",
		"sk": "a v sa na je že z o s do i to za by vo pre po sú od si ale ako jeho ktorý ktoré bol alebo k pri ktorá bolo som už tak viac medzi môže až bola len pod aj ich u podľa pred zo čo roku",
		"hu": "a az és hogy nem is egy van ez de meg csak volt már mint azt el ha még kell vagy lesz azonban között után szerint által ezt aki amely minden volt arra nagyon lehet során",
		"ro": "de și în a la cu nu o că pe să din care se este un pentru mai au fost o ca dar sunt prin sau după al lor ale fi către dintre lui această acest era când până fără",
		"tr": "ve bir bu da de için ile olarak daha çok en gibi olan ne o kadar var ise sonra ancak değil ya her ki mi göre olduğu iki olduğunu tarafından yeni en biri büyük ama kendi",
		"hr": "i u je na se da su za od a s o koji kao što bi će nije ali iz sa po ili do koja koje biti prema samo više te već bio ima još između nakon također godine",
		"sl": "in je v na se da so za z od pa s ki bi ali kot tudi ne po iz do bil pri še kar bilo že več lahko po med je bila biti samo leta ter",
		"ca": "de la i el que a en les els del per un una amb és no al es van han són més com va o però seva aquest aquesta entre ha dels també sobre ser quan fins molt l' d' s' n'",
		"gl": "de a o que e do da en un para é con non unha os no se na por máis as dos como mais foi ao seu súa ou ser cando moi ten polo pola esta este tamén ata entre era despois",
		"et": "ja on ei et see ta oli ka kui oma aga mis kes selle või seda siis ning nii olid pärast kus tema välja veel ainult juba",
		"lv": "un ir no ar par uz ka tas kas bija arī ne kā to vai bet pie pēc tā ko viņš savu tika gada līdz šo būt",
		"lt": "ir yra į kad iš su tai buvo kaip bet ne jis apie po nuo o dėl už kuris kurie arba taip pat per iki jo savo metų",
		"vi": "và của là có cho không được trong một các với những người đã này để khi từ về đến cũng như sẽ tại ra ở vào năm theo trên bị",
		"id": "yang dan di itu dengan untuk tidak ini dari dalam akan pada ke juga adalah ada mereka lebih sudah oleh saya bisa telah atau karena seperti kami kita dia tersebut hanya antara",
		"ms": "yang dan di itu dengan untuk tidak ini dari dalam akan pada ke juga adalah ada mereka lebih sudah oleh saya boleh telah atau kerana seperti kami kita dia tersebut hanya antara",
		"sq": "të e në dhe për me një që i nga është si do më ka nuk se ishte por këtë janë",
		"af": "die van en in is dat het te op 'n met nie vir wat hy as sy was aan ook deur om word hulle uit",
		"eu": "eta da ez bat du dira ere egin zuen izan zen dute beste den baina honek hau hori",
		"ga": "an na agus a i ar is le do bhí go sé ag sin tá air leis den nach raibh ó",
		"is": "og að er sem á í af við til það um en með var ekki hann fyrir þess eru þá sér úr eftir hefur",
		"ru": "и в не на что с он как это по но из у за от к же его для мы они бы или так был было была были о который которые которая ее их если во со при до также после чтобы есть может более только уже год года ли",
		"uk": "і в не на що з він як це по але із у за від до та його для ми вони би або так був було була були про який які яка її їх якщо при також після щоб є може більше тільки вже рік року й під",
		"be": "і ў не на што з ён як гэта па але у за ад да яго для мы яны б або так быў было была былі пра які якія якая яе іх калі пры таксама пасля каб ёсць можа больш толькі ужо год года",
		"bg": "и в не на че с той как това по но от у за до се си му са да или така беше които която които е ще при след също има може само вече като през между тя",
		"sr": "и у је на се да су за од а с о који као што би ће није али из са по или до која које бити према само више те већ био има",
		"mk": "и во не на што со тој како ова по но од за до се си му се да или така беше кои која е ќе при по исто има може само веќе",
		"kk": "және мен бұл үшін де да бар жоқ деп еді болып бойынша болды оның туралы емес осы",
		"ar": "في من على إلى أن عن التي الذي مع هذا هذه كان كانت ما لا أو قد بعد كما لم بين كل ذلك عند حيث إن ثم أي هو هي وقد ولكن حتى غير منذ تم خلال قبل وفي ومن أنه بأن لها له فيها منها وهو وهي",
		"fa": "در از به که این را با است برای آن یک بر تا هم شد شده بود می خود او نیز اما یا ها های کرد اند دو پس باید ما شود کند دارد هر بین ای کرده داشت نمی آنها",
		"ur": "کے کی میں ہے کا اور سے کو نے پر اس ہیں یہ کہ تھا ایک بھی نہیں جو ان کر تھے وہ تو کیا لئے ہو گیا",
		"hi": "के में की है और से को का ने पर यह कि हैं एक इस नहीं था भी जो हो तो कर लिए अपने थे गया उन किया वह या",
		"mr": "आणि आहे या च्या त्या हे ते होते होता एक मध्ये की तर नाही आहेत व केली करण्यात",
		"ne": "र को मा छ का ले हो यो छन् गर्न पनि एक भएको लागि थियो गरेको",
	}
	l := &littleWords{bit: map[string]int{}, mask: map[string]uint64{}}
	for i, lang := range slices.Sorted(maps.Keys(lists)) { // fewer than the 64 bits of a mask; a test counts them
		l.bit[lang] = i
		for _, w := range strings.Fields(lists[lang]) {
			l.mask[w] |= 1 << i
		}
	}
	return l
}()
