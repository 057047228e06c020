// Looks for secrets in whatever they might have been written to, in every shape that a program may give them by accident.
//
// A card number or a password (7 characters and more) is looked for in the bytes of anything, plain or in one of the shapes
// below; one hit is a leak. A security code (3 or 4 digits) and a passcode (6) stand in any megabyte by chance, so they count
//   - where text is text (a column's value, a word of a log line, a body, an entry of a storage): as a whole word, with no
//     letter or digit on either side;
//   - in the bytes of a file: behind their own length in 32 bits, as Chromium writes every text.
// Of a passcode one such word is a leak. A word of three digits may still be an amount of money: it is a leak when the same
// place holds the code of every person who came by. They all have different codes, so chance would have to strike as often.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

// What a person typed: kind is card, password, code or passcode.
export const secret = (kind, value, person = '') => ({ kind, value, person });
const short = s => s.kind === 'code' || s.kind === 'passcode';

const wide = digits => digits.replace(/\d/g, d => String.fromCharCode(d.charCodeAt(0) + 0xfee0));
const grouped = (digits, sizes, by) => {
  const parts = [];
  for (let at = 0, i = 0; at < digits.length; at += sizes[i] ?? 4, i++) parts.push(digits.slice(at, at + (sizes[i] ?? 4)));
  return parts.join(by);
};
const percent = (text, upper) => [...Buffer.from(text)].map(b => '%' + (upper ? b.toString(16).toUpperCase() : b.toString(16)).padStart(2, '0')).join('');

// base64 of something that the text stands in the middle of, at each of the three ways it can fall on the groups of three
// bytes: what of it depends on the text alone.
function base64(text) {
  const bytes = Buffer.from(text);
  return [0, 1, 2].map(before => {
    const all = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    return all.slice(Math.ceil(before * 8 / 6), Math.floor((before + bytes.length) * 8 / 6));
  });
}

// texts are the shapes of a secret as text: [name, text].
function texts({ value }) {
  const out = [['plain', value]];
  if (/^\d{7,}$/.test(value)) {
    for (const sizes of [[4, 4, 4, 4], [4, 6, 5], [4, 6, 4]]) {
      for (const by of [' ', '-', '+', '%20', '\u00a0', '\u3000', '－']) out.push([`grouped ${sizes.join('-')} by ${JSON.stringify(by)}`, grouped(value, sizes, by)]);
    }
  }
  if (/^\d+$/.test(value)) out.push(['full width', wide(value)]);
  out.push(
    ['as HTML', value.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)],
    ['as HTML with names', value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')],
    ['as JSON', JSON.stringify(value).slice(1, -1)],
    ['as JSON of Go', JSON.stringify(value).slice(1, -1).replace(/[&<>]/g, c => '\\u00' + c.charCodeAt(0).toString(16))],
    ['URL-encoded', encodeURIComponent(value)],
    ['as a form', new URLSearchParams({ v: value }).toString().slice(2)],
    ['percent-encoded', percent(value, true)],
    ['percent-encoded, lower case', percent(value, false)],
  );
  return out;
}

// coded are the texts in base64 and hexadecimal. Of a short secret only what is a word of its own is sure.
function coded(list, isShort) {
  const out = [];
  for (const [name, text] of list) {
    const bytes = Buffer.from(text), hex = bytes.toString('hex');
    const b64 = isShort ? [bytes.toString('base64').replace(/=+$/, '')] : base64(text);
    for (const b of b64) out.push([`base64 of ${name}`, b], [`base64url of ${name}`, b.replace(/\+/g, '-').replace(/\//g, '_')]);
    out.push([`hex of ${name}`, hex], [`HEX of ${name}`, hex.toUpperCase()]);
  }
  return out;
}

// shapes are all texts that a secret may be found as, each once: [name, text].
export function shapes(s) {
  const list = texts(s), once = new Map();
  const typed = list.filter(([name]) => /^(plain|grouped .* by "[ -]"|full width)$/.test(name));
  for (const [name, text] of [...list, ...coded(typed, short(s))]) if (!once.has(text)) once.set(text, name);
  return [...once].map(([text, name]) => [name, text]);
}

const length = n => { const b = Buffer.alloc(4); b.writeUInt32LE(n); return b; };

// needles are the bytes to look for in a file or a text: of every shape in UTF-8 and, as Chromium keeps text, in UTF-16.
function needles(s) {
  const out = [];
  if (short(s)) {
    const utf16 = Buffer.from(s.value, 'utf16le');
    out.push([length(s.value.length), Buffer.from(s.value)], [length(s.value.length), utf16], [length(utf16.length), utf16]);
    return out.map(parts => ({ secret: s, shape: 'behind its length', bytes: Buffer.concat(parts) }));
  }
  for (const [shape, text] of shapes(s)) {
    out.push({ secret: s, shape, bytes: Buffer.from(text) }, { secret: s, shape: shape + ' in UTF-16', bytes: Buffer.from(text, 'utf16le') });
  }
  return out;
}

// finder makes a search for many needles at once: one walk over the bytes, whatever their number.
function finder(list) {
  const byStart = new Array(1 << 16);
  for (const n of list) (byStart[n.bytes[0] << 8 | n.bytes[1]] ??= []).push(n);
  return bytes => {
    const found = new Set();
    for (let i = 0; i + 1 < bytes.length; i++) {
      const start = byStart[bytes[i] << 8 | bytes[i + 1]];
      if (start) for (const n of start) if (bytes.compare(n.bytes, 0, n.bytes.length, i, Math.min(bytes.length, i + n.bytes.length)) === 0) found.add(n);
    }
    return [...found];
  };
}

const quote = text => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
const word = text => text.startsWith('%') // no letter can stand beside it, but another digit
  ? new RegExp(`(?<!%3\\d)${quote(text)}(?!%3\\d)`)
  : new RegExp(`(?<![0-9A-Za-z])${quote(text)}(?![0-9A-Za-z])`);

// Something escaped beside a word is no part of it: of "%20313", "\\n313" and "&amp;313" the word is 313.
const apart = text => text.replace(/%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\.|&#?\w+;/g, ' ');

// search answers the hits in places. A place is {where, text} or {where, bytes}; with a person it is theirs alone and only
// their secrets are looked for. A hit is {where, kind, person, shape}, each once.
export function search(places, secrets) {
  const hits = new Map();
  const hit = (where, s, shape) => hits.set(`${where}\n${s.person}\n${s.kind}\n${s.value}`, { where, kind: s.kind, person: s.person, shape });
  const persons = new Map();
  const tools = person => {
    if (!persons.has(person)) {
      const own = secrets.filter(s => person === undefined || s.person === person);
      const words = own.filter(short).flatMap(s => shapes(s).map(([shape, text]) => ({ secret: s, shape, text, word: word(text) })));
      persons.set(person, { find: finder(own.flatMap(needles)), words });
    }
    return persons.get(person);
  };
  for (const { where, text, bytes, person } of places) {
    const { find, words } = tools(person);
    for (const n of find(bytes ?? Buffer.from(text))) hit(where, n.secret, n.shape);
    if (text === undefined) continue;
    const alone = apart(text);
    for (const w of words) if (text.includes(w.text) && (w.word.test(text) || w.word.test(alone))) hit(where, w.secret, w.shape);
  }
  return [...hits.values()];
}

// leaks are the hits that chance cannot explain. groups are lists of persons who did the same in the same way.
export function leaks(hits, groups) {
  const codes = new Map();
  for (const h of hits) if (h.kind === 'code') codes.set(h.where, (codes.get(h.where) ?? new Set()).add(h.person));
  return hits.filter(h => h.kind !== 'code' || groups.some(g => g.includes(h.person) && g.every(p => codes.get(h.where).has(p))));
}

// files are all files of a folder as places, under names that are the same for everybody.
export function* files(folder, name, person) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue; // sockets, locks
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    yield { where: `${name}: ${path.relative(folder, file).replace(/\d+/g, '#')}`, bytes: readFileSync(file), person, file };
  }
}
