// Writes data/numberwords.json from CLDR's rules for spelling out numbers. Run it where they are installed:
//
//	npm install cldr-rbnf@48 && node numberwords.mjs > data/numberwords.json
import { createRequire } from 'node:module'
import { existsSync } from 'node:fs'

const require = createRequire(process.cwd() + '/')
const languages = ('en es ru de fr ar he fa zh zh-Hant ja hi uk pl tr hy be pt it nl ko sv da nb fi cs sk hu ro bg el sr hr sl ca gl eu ' +
  'et lv lt vi th id ms ur bn ta ka az kk sw is ga mk sq').split(' ')
const load = (pkg, path) => { const p = require.resolve(pkg + '/package.json').replace('package.json', path); return existsSync(p) ? require(p) : null }

// spell evaluates an RBNF rule set for a whole number; undefined where a rule needs more than is done here.
function spell (sets, name, n, depth = 0) {
  const rules = sets[name]
  if (!rules || depth > 12) return undefined
  let best
  for (const [base, body] of rules) {
    const m = /^(\d+)(?:\/(\d+))?$/.exec(base.replace(/[,>]/g, ''))
    if (m && +m[1] <= n && (!best || +m[1] > best.base)) best = { base: +m[1], radix: +(m[2] || 10), body }
  }
  if (!best) return undefined
  let div = best.radix
  if (best.base > 0) { div = 1; while (div * best.radix <= best.base) div *= best.radix }
  const rest = n % div
  let text = best.body.replace(/;$/, '').replace(/^'/, '')
  if (text.includes('$(')) return undefined
  text = rest === 0 && best.base % div === 0 ? text.replace(/\[[^\]]*\]/g, '') : text.replace(/[[\]]/g, '')
  let bad = false
  const call = (set, v) => { const s = spell(sets, set || name, v, depth + 1); if (s === undefined) bad = true; return s ?? '' }
  text = text.replace(/→(%[^→]*)?→→?/g, (_, s) => call(s, rest))
    .replace(/←(%[^←]*)?←←?/g, (_, s) => call(s, Math.floor(n / div)))
    .replace(/=(%[^=]*)=/g, (_, s) => call(s, n))
  return bad || /[=#←→]/.test(text) ? undefined : text.replace(/\u00ad/g, '').trim()
}

function numbers (lang) {
  const file = load('cldr-rbnf', `rbnf/${lang === 'nb' ? 'no' : lang}.json`)
  if (!file) return {}
  const sets = file.rbnf.rbnf.SpelloutRules ?? {}
  const out = {}
  for (const name of Object.keys(sets)) {
    const ordinal = name.startsWith('%spellout-ordinal')
    if (!ordinal && !/^%spellout-(cardinal|numbering$)/.test(name)) continue
    for (const n of [...Array(100).keys(), 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]) {
      if (ordinal && n > 31) continue
      const s = spell(sets, name, n)?.toLowerCase().replace(/^(un|ein|eine|en|et|o) (?=.{3})/, '')
      if (s && !/[\s\d-]/.test(s)) (out[n] ??= new Set()).add(s)
    }
  }
  return Object.fromEntries(Object.entries(out).map(([n, s]) => [n, [...s].join(' ')]))
}

const out = {}
for (const lang of languages) out[lang] = numbers(lang)
console.log('{\n' + Object.entries(out).map(([l, v]) => JSON.stringify(l) + ': ' + JSON.stringify(v)).join(',\n') + '\n}')
