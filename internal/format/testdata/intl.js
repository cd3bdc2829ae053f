// Prints what this Node's Intl answers, one JSON object a line, in the form that AnswerJSONL reads, with the answer as
// "expected". The first line names the version of CLDR. The locales are the arguments.
const zone = { timeZone: 'UTC', calendar: 'gregory' };
const styles = ['full', 'long', 'medium', 'short'];
const times = ['2024-02-29T00:00:00Z', '2025-07-01T06:05:09Z', '2026-11-28T12:30:00Z', '2023-05-12T21:07:45Z'];
const numbers = [0, -1, 7, 1270, 10000, -98765.4321, 0.126, 1234567.891, 2500000, 7.5e12];
const currencies = ['USD', 'EUR', 'RUB', 'JPY', 'CHF', 'KZT', 'AMD'];
const skeletons = [{ month: 'long', day: 'numeric' }, { month: 'long', year: 'numeric' },
  { month: 'short', day: 'numeric', year: 'numeric' }, { weekday: 'long' }];
const lists = [['Ада'], ['Minsk', 'Oslo'], ['Ivan', 'hijo', 'ירושלים'], ['8', 'Iași', 'ياسر', '東京']];
const words = ['_x', '#1', '10', '2', 'яблоко', 'ель', 'ёлка', 'apple', 'Äther', 'chata', 'cukr', 'čaj', 'hora', 'ljeto',
  'lopta', 'عين', 'کتاب', 'हिन्दी', 'বাংলা', 'ไก่', 'ქართ', 'հայ', 'άλφα', '山', 'あい', '한국'];
const units = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'];
const tags = ['en', 'en-GB', 'pt-BR', 'zh-Hans', 'zh-Hant', 'sr-Latn', 'ar-EG', 'kk', 'he', 'fr-CH', 'es-419'];

let id = 0;
const print = (locale, kind, input, options, expected) =>
  console.log(JSON.stringify({ id: ++id, locale, kind, input, options, expected }));

console.log(JSON.stringify({ cldr: process.versions.cldr }));
for (const l of process.argv.slice(2).filter((l) => Intl.NumberFormat.supportedLocalesOf(l).length)) {
  const dates = (kind, options) => {
    const f = new Intl.DateTimeFormat(l, { ...options, ...zone });
    times.forEach((t) => print(l, kind, t, { ...options, ...zone }, f.format(new Date(t))));
  };
  styles.forEach((dateStyle) => dates('date', { dateStyle }));
  ['medium', 'short'].forEach((timeStyle) => dates('time', { timeStyle }));
  dates('datetime', { dateStyle: 'long', timeStyle: 'short' });
  skeletons.forEach((s) => dates('date-skeleton', s));
  const number = (kind, v, options) => print(l, kind, v, options, new Intl.NumberFormat(l, options).format(v));
  numbers.forEach((v, i) => {
    number('decimal', v, {});
    number('percent', v, { style: 'percent', maximumFractionDigits: 1 });
    number('currency', v, { style: 'currency', currency: currencies[i % currencies.length] });
    number('compact', v, { notation: 'compact', compactDisplay: 'short' });
    number('compact', v, { notation: 'compact', compactDisplay: 'long' });
  });
  for (const type of ['conjunction', 'disjunction']) {
    const options = { type, style: 'long' };
    lists.forEach((items) => print(l, 'list', items, options, new Intl.ListFormat(l, options).format(items)));
  }
  for (const numeric of ['auto', 'always']) {
    const options = { numeric, style: 'long' };
    const f = new Intl.RelativeTimeFormat(l, options);
    units.forEach((u) => [-21, -1, 0, 2, 5].forEach((n) => print(l, 'relative', [n, u], options, f.format(n, u))));
  }
  for (const type of ['cardinal', 'ordinal']) {
    const rules = new Intl.PluralRules(l, { type });
    for (const n of [0, 1, 2, 3, 4, 5, 8, 11, 21, 22, 100, 1000000]) {
      print(l, `plural-${type}`, `${n}`, { type }, rules.select(n));
    }
  }
  print(l, 'collation', words, {}, [...words].sort(new Intl.Collator(l).compare));
  const names = new Intl.DisplayNames([l], { type: 'language' });
  tags.forEach((t) => print(l, 'language-name', t, { type: 'language' }, names.of(t)));
}
