// On SQLite: nothing typed in secret is kept anywhere; see secrets.mjs. And that the searcher finds what it looks for.
import assert from 'node:assert/strict';
import { randomBytes, randomInt } from 'node:crypto';
import { test } from 'node:test';
import { leaks, search, secret, shapes } from './search.mjs';
import { kept } from './secrets.mjs';

test('the searcher finds every shape of a secret, wherever it stands', () => {
  const secrets = [
    secret('card', '4000003818281723'), secret('card', '370003037645625'), secret('card', '36003912769314'), secret('password', 'Kiri&no<m"ri7%/+'),
  ];
  for (const s of secrets) {
    for (const [shape, text] of shapes(s)) {
      for (const bytes of [Buffer.from(text), Buffer.from(text, 'utf16le')]) {
        const around = Buffer.concat([randomBytes(randomInt(9)), bytes, randomBytes(randomInt(9))]);
        assert.equal(search([{ where: 'x', bytes: around }], secrets).filter(h => h.kind === s.kind).length, 1, `${s.value} ${shape}`);
      }
    }
    for (let before = 0; before < 6; before++) {
      const all = Buffer.concat([randomBytes(before), Buffer.from(s.value), randomBytes(randomInt(5))]);
      for (const coding of ['base64', 'base64url', 'hex']) {
        assert.equal(search([{ where: 'x', text: all.toString(coding) }], [s]).length, 1, `${s.value} in the ${coding} of more, at ${before}`);
      }
    }
    const coded = [...Buffer.from(s.value)].map(b => '%' + b.toString(16)).join('');
    for (const text of [encodeURIComponent(s.value), coded, coded.toUpperCase(), `a=${new URLSearchParams({ v: s.value })}&b`]) {
      assert.equal(search([{ where: 'x', text }], [s]).length, 1, text);
    }
    assert.equal(search([{ where: 'x', text: s.value.slice(1) + ' ' + s.value.slice(0, -1) }], [s]).length, 0, 'a part is not the whole');
  }
  for (const s of [secret('code', '313'), secret('code', '9873'), secret('passcode', '402913')]) {
    for (const [shape, text] of shapes(s)) {
      for (const around of [`${text}`, `{"a":"${text}"}`, `の${text}。`, `a=${text}&b=1`, `-${text}-`, `('x', '${text}')`, `%20${text}%20`, `\\u0026${text}\\n`, `&amp;${text}`]) {
        assert.equal(search([{ where: 'x', text: around }], [s]).length, 1, `${shape} in ${around}`);
      }
      const more = text.startsWith('%') ? [`%31${text}`, `${text}%30`] : [`1${text}`, `${text}0`, `a${text}f`];
      for (const around of more) assert.equal(search([{ where: 'x', text: around }], [s]).length, 0, around);
    }
    const { length } = s.value;
    for (const bytes of [Buffer.from([length, 0, 0, 0, ...Buffer.from(s.value)]), Buffer.from([length * 2, 0, 0, 0, ...Buffer.from(s.value, 'utf16le')])]) {
      assert.equal(search([{ where: 'x', bytes: Buffer.concat([randomBytes(7), bytes, randomBytes(7)]) }], [s]).length, 1, 'behind its length');
    }
  }
});

test('a code that stands in a place by chance is no leak; one that everybody leaves there is', () => {
  const hit = (where, person, kind = 'code') => ({ where, person, kind, shape: 'plain' });
  const all = [['a', 'b'], ['c', 'd']];
  assert.deepEqual(leaks([hit('body', 'a'), hit('body', 'c'), hit('log', 'b')], all), []);
  assert.equal(leaks([hit('body', 'a'), hit('body', 'b')], all).length, 2);
  assert.equal(leaks([hit('body', 'a', 'passcode')], all).length, 1);
  assert.equal(leaks([hit('body', 'c', 'card')], all).length, 1);
});

kept('SQLite');
