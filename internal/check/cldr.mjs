// Writes data/cldr.json from CLDR's JSON packages: quotation marks and letters of each language. Run it where these are installed:
//
//	npm install cldr-misc-full@48 && node cldr.mjs > data/cldr.json
import { createRequire } from 'node:module'
import { existsSync } from 'node:fs'

const require = createRequire(process.cwd() + '/')
const languages = ('en es ru de fr ar he fa zh zh-Hant ja hi uk pl tr hy be pt it nl ko sv da nb fi cs sk hu ro bg el sr hr sl ca gl eu ' +
  'et lv lt vi th id ms ur bn ta ka az kk sw is ga mk sq').split(' ')
const load = (pkg, path) => { const p = require.resolve(pkg + '/package.json').replace('package.json', path); return existsSync(p) ? require(p) : null }

function letters (list) {
  const set = new Set()
  for (const part of [list ?? '']) {
    const s = part.replace(/^\[|\]$/g, '')
    for (const m of s.matchAll(/(\S)-(\S)/gu)) for (let c = m[1].codePointAt(0); c <= m[2].codePointAt(0); c++) set.add(String.fromCodePoint(c))
    for (const c of s.replace(/\\u[0-9A-F]{4}/g, '')) if (/\p{L}/u.test(c)) set.add(c)
  }
  return [...set].filter(c => !/\p{Script=Han}|\p{Script=Hangul}/u.test(c)).sort().join('')
}

const out = {}
for (const lang of languages) {
  const misc = load('cldr-misc-full', `main/${lang}/delimiters.json`)?.main[lang].delimiters
  const chars = load('cldr-misc-full', `main/${lang}/characters.json`)?.main[lang].characters
  out[lang] = {
    quotes: misc.quotationStart + misc.quotationEnd + misc.alternateQuotationStart + misc.alternateQuotationEnd,
    letters: letters(chars.exemplarCharacters), auxiliary: letters(chars.auxiliary)
  }
}
console.log('{\n' + Object.entries(out).map(([l, v]) => JSON.stringify(l) + ': ' + JSON.stringify(v)).join(',\n') + '\n}')
