// What a card number and an expiry look like in letters that were read, mistakes of the reader included. Which lengths there are
// comes from the app (shared/card), which also has the last word about everything found here.

// Letters that are taken for figures: no card has letters in its number.
const FIGURE = { O: '0', o: '0', D: '0', Q: '0', U: '0', I: '1', l: '1', '|': '1', i: '1', '!': '1', Z: '2', z: '2', A: '4', S: '5', s: '5',
  G: '6', b: '6', T: '7', '?': '7', B: '8', g: '9', q: '9' };

/** figures are the figures of a line of letters; what separates groups is left out, anything else is an x. */
export function figures(letters) {
  return letters.map(({ text }) => /[0-9]/.test(text) ? text : FIGURE[text] ?? (/[\s.,·'`_-]/.test(text) ? '' : 'x')).join('');
}

/** count is how many of the letters are figures as they were read. */
export const count = letters => letters.filter(({ text }) => /[0-9]/.test(text)).length;

/** lengthOf is how many digits a number has that begins so, 0 if no card does. ranges are [first, last, digits] of its first four. */
export function lengthOf(number, ranges) {
  const head = number.slice(0, 4);
  return ranges.find(([first, last]) => first <= head && head <= last)?.[2] ?? 0;
}

/** luhn is the check of ISO/IEC 7812-1. One random number in ten passes it. */
export function luhn(number) {
  let sum = 0;
  for (let i = 0; i < number.length; i++) {
    const d = Number(number[number.length - 1 - i]) * (1 + i % 2);
    sum += d > 9 ? d - 9 : d;
  }
  return sum % 10 === 0;
}

/** isNumber asks for exactly the length that the first digits ask for: a part of a longer row of figures is none. */
export const isNumber = (text, ranges) => /^\d+$/.test(text) && text.length === lengthOf(text, ranges) && luhn(text);

/** expiries are the months (12 * year + month, years of this century) that stand in letters as MM/YY or MM/20YY, from a year ago to
    twenty years ahead. A label may stick to the date and two dates to one another: two figures on each side of a stroke count. */
export function expiries(letters, today) {
  const text = letters.map(l => /[0-9]/.test(l.text) ? l.text : { O: '0', o: '0', D: '0', I: '1', l: '1', '|': '1', '\\': '/' }[l.text] ?? l.text).join('');
  const out = [];
  for (const [, date] of text.matchAll(/(?=(\d\d ?\/ ?(?:20\d\d(?!\d)|\d\d)))/g)) {
    const [month, year] = date.split('/').map(Number);
    const at = 12 * (year % 100) + month;
    if (month >= 1 && month <= 12 && at >= today - 12 && at <= today + 240) out.push(at);
  }
  return out;
}

/** month writes an expiry as it stands on a card. */
export function month(at) {
  const m = (at - 1) % 12 + 1;
  return `${String(m).padStart(2, '0')}/${String((at - m) / 12).padStart(2, '0')}`;
}
