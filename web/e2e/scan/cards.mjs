// Cards that do not exist, as HTML: every way in which issuers print number and expiry, over every kind of ground. The numbers are
// test numbers of the schemes, or a test prefix with random digits and the check digit. A seed says it all: equal seeds,
// equal cards.

/** random is a generator of numbers from 0 to 1 (mulberry32), with what is built upon it. */
export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = state + 0x6d2b79f5 >>> 0;
    let t = Math.imul(state ^ state >>> 15, state | 1);
    t ^= t + Math.imul(t ^ t >>> 7, t | 61);
    return ((t ^ t >>> 14) >>> 0) / 2 ** 32;
  };
  const between = (a, b) => a + (b - a) * next();
  return { next, between, whole: (a, b) => Math.floor(between(a, b + 1)), one: list => list[Math.floor(next() * list.length)], chance: p => next() < p };
}

const checkDigit = body => {
  let sum = 0;
  for (let i = 0; i < body.length; i++) {
    const d = Number(body[body.length - 1 - i]) * (i % 2 ? 1 : 2);
    sum += d > 9 ? d - 9 : d;
  }
  return String((10 - sum % 10) % 10);
};

const prefixes = {
  16: ['400000', '424242', '411111', '555555', '510510', '222300', '356600', '353011', '601111', '520082'],
  15: ['378282', '371449', '378734', '341111', '370000'],
  14: ['305693', '385200', '362272', '300000'],
};

/** number is a new test number of 16, 15 (American Express) or 14 (Diners Club) digits. */
export function number(r, digits) {
  let body = r.one(prefixes[digits]);
  while (body.length < digits - 1) body += r.whole(0, 9);
  return body + checkDigit(body);
}

/** grouped is how a number is printed: 4-4-4-4, 4-6-5 or 4-6-4. */
export function grouped(number) {
  const groups = { 16: [4, 4, 4, 4], 15: [4, 6, 5], 14: [4, 6, 4] }[number.length];
  let from = 0;
  return groups.map(n => number.slice(from, from += n));
}

// Figures of one stroke on a 10 × 16 grid, much as embossing machines have them. They need no font.
const strokes = {
  0: 'M2 4Q2 1 5 1T8 4V12Q8 15 5 15T2 12Z', 1: 'M3 3.5L5.5 1V15M2.5 15H8.5', 2: 'M2 3Q2.5 1 5 1Q8 1 8 4Q8 6 2 15H8.2', 3: 'M2 1H8L4.8 6.5Q8 6.8 8 10.5Q8 15 4.5 15Q2.6 15 2 13.4',
  4: 'M6.5 15V1L1.8 11H8.6', 5: 'M7.8 1H2.6L2.2 7.2Q3.4 6.2 5 6.2Q8 6.2 8 10.5Q8 15 4.8 15Q2.6 15 2 13.4', 6: 'M7.4 1.4Q2 3 2 10.5Q2 15 5 15T8 10.8Q8 7 5 7Q2.6 7 2 9.6', 7: 'M2 1H8.2L4.2 15',
  8: 'M5 7Q2.4 7 2.4 4T5 1T7.6 4T5 7Q2 7 2 11T5 15T8 11T5 7Z', 9: 'M8 6.4Q7.4 9 5 9Q2 9 2 5.2Q2 1 5 1T8 5.5Q8 13 2.6 14.6', '/': 'M8 1L2 15',
};

function struck(text, high, colour, wide = 1.5) {
  let x = 0, paths = '';
  for (const c of text) {
    if (c !== ' ') paths += `<path transform="translate(${x} 0)" d="${strokes[c]}"/>`;
    x += c === ' ' ? 8 : 11.4;
  }
  const k = high / 16;
  return `<svg width="${x * k}" height="${high * 1.1}" viewBox="0 -1 ${x} 17.6" style="overflow:visible"><g fill="none" stroke="${colour}" stroke-width="${wide}" stroke-linecap="round" stroke-linejoin="round">${paths}</g></svg>`;
}

const grounds = [['#1b2a6b', '#0b1030'], ['#c9a227', '#8a6d12'], ['#1f1f22', '#3a3a40'], ['#b31b2c', '#5d0a14'], ['#0f7a5a', '#06382a'], ['#d9dde3', '#aab2bd'],
  ['#f4efe6', '#d8cfc0'], ['#2f6fd6', '#58b0e8'], ['#6b2f8f', '#c0489a'], ['#e8e8ea', '#fafafa'], ['#444b55', '#20242a'], ['#ff8a3d', '#e0405f']];
const rgb = hex => [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16));
const luma = hex => { const [r, g, b] = rgb(hex); return 0.3 * r + 0.59 * g + 0.11 * b; };
const mixed = (a, b, t) => `rgb(${rgb(a).map((v, i) => Math.round(v * (1 - t) + rgb(b)[i] * t)).join(' ')})`;

/** styles are the ways to print a card: its digits, and what draws number and expiry. */
export const styles = {
  embossed: { digits: 16 }, embossed_ocrb: { digits: 16 }, embossed_silver: { digits: 16 }, flat_sans: { digits: 16 }, flat_mono: { digits: 16 },
  back_small: { digits: 16 }, block: { digits: 16 }, block_right: { digits: 16 }, faint: { digits: 16 }, picture: { digits: 16 }, lines: { digits: 16 }, flat_ocra: { digits: 16 },
  amex_embossed: { digits: 15 }, amex_flat: { digits: 15 }, amex_back: { digits: 15 }, diners_embossed: { digits: 14 }, diners_flat: { digits: 14 },
  // what the sets for tuning do not have
  rows_two: { digits: 16 }, serif: { digits: 16 }, outline: { digits: 16 }, wide: { digits: 16 },
};

const fonts = {
  sans: ["'Roboto'", "'Liberation Sans'", "'Noto Sans CJK JP'"], mono: ["'JetBrains Mono'", "'Inconsolata'", "'DejaVu Sans Mono'", "'Liberation Mono'"],
};

/** card is the HTML of one card of 856 × 540 px. */
export function card(r, style, number, expiry, holder) {
  const [from, to] = r.one(grounds), dark = (luma(from) + luma(to)) / 2 < 128;
  const ink = r.one(dark ? ['#ffffff', '#f2f2f2', '#f5e7b2', '#d8dde6'] : ['#111111', '#1d2433', '#3a3a3a', '#5b4a10']);
  const silver = r.one(['#d6d9de', '#e8d38a', '#cfd4dc']);
  const relief = dark ? ['rgb(255 255 255 / .55)', 'rgb(0 0 0 / .75)'] : ['rgb(255 255 255 / .9)', 'rgb(0 0 0 / .6)'];
  const raised = html => `<span style="filter:drop-shadow(-1.2px -1.2px .8px ${relief[0]}) drop-shadow(2px 2.2px 1.5px ${relief[1]})">${html}</span>`;
  const print = (font, size, gap, colour, weight = 500, more = '') => text => `<span style="font:${weight} ${size}px ${font};letter-spacing:${gap}px;color:${colour};white-space:pre;${more}">${text}</span>`;
  const groups = grouped(number), line = groups.join(' ');
  const amex = style.startsWith('amex');
  const back = style === 'back_small' || style === 'amex_back';
  let place = { number: [62, amex ? 250 : 300], expiry: [310, 402], holder: [62, 462] }, chip = [80, 150];
  let shown, until, name, extra = '';
  const sans = r.one(fonts.sans), mono = r.one(fonts.mono);
  switch (style) {
    case 'embossed': case 'amex_embossed': case 'diners_embossed': {
      const colour = r.chance(0.5) ? silver : mixed(from, ink, 0.55);
      shown = raised(struck(line, 52, colour));
      until = raised(struck(expiry, 34, colour, 1.7));
      name = raised(print("'OCR B','Liberation Mono'", 30, 3, colour)(holder));
      break;
    }
    case 'embossed_ocrb': case 'embossed_silver': {
      const colour = style === 'embossed_silver' ? silver : mixed(from, ink, r.between(0.35, 0.7));
      shown = raised(print("'OCR B'", r.whole(50, 56), r.whole(3, 6), colour, 600)(line));
      until = raised(print("'OCR B'", 36, 3, colour)(expiry));
      name = raised(print("'OCR B'", 30, 3, colour)(holder));
      break;
    }
    case 'flat_ocra': shown = print("'OCRA'", 46, 1, ink)(line); until = print("'OCRA'", 30, 1, ink)(expiry); name = print("'OCRA'", 28, 0, ink)(holder); break;
    case 'flat_mono': shown = print(mono, r.whole(42, 54), r.whole(0, 4), ink)(line); until = print(mono, 30, 1, ink)(expiry); name = print(mono, 28, 1, ink)(holder); break;
    case 'back_small': case 'amex_back':
      place = { number: [54, 236], expiry: [54, 300], holder: [54, 352] };
      shown = print(sans, r.whole(34, 40), 2, ink)(line);
      until = print(sans, 28, 1, ink)(expiry + (r.chance(0.6) ? `   <span style="font-size:18px">SECURITY CODE</span> ${r.whole(100, 999)}` : ''));
      name = print(sans, 26, 1, ink)(holder);
      extra = `<div style="position:absolute;left:0;right:0;top:48px;height:110px;background:#111"></div><div style="position:absolute;left:54px;top:430px;font:18px 'Noto Sans CJK JP';color:${ink};opacity:.85">` +
        `お問い合わせ 0120-${r.whole(10, 99)}-${r.whole(1000, 9999)}　このカードの所有権は当社に属します<br>For lost or stolen card call +81-3-${r.whole(1000, 9999)}-${r.whole(1000, 9999)}</div>`;
      break;
    case 'block': case 'block_right': case 'rows_two': {
      const x = style === 'block_right' ? 560 : 90, away = style === 'block_right' ? 90 : style === 'block' ? 420 : 90;
      const rows = style === 'rows_two' ? [groups.slice(0, 2).join(' '), groups.slice(2).join(' ')] : groups;
      place = { number: [x, style === 'rows_two' ? 210 : 150], expiry: [away, style === 'rows_two' ? 360 : 300], holder: [away, style === 'rows_two' ? 430 : 360] };
      chip = style === 'block' ? [700, 40] : [80, style === 'rows_two' ? 110 : 150];
      shown = `<span style="line-height:1.12">${print(r.one([sans, mono]), r.whole(50, 60), r.whole(3, 8), ink)(rows.join('<br>'))}</span>`;
      until = print(sans, 32, 1, ink)(expiry);
      name = print(sans, 28, 1, ink)(holder);
      break;
    }
    case 'faint': {
      const colour = mixed(dark ? from : to, dark ? '#ffffff' : '#000000', r.between(0.28, 0.42)), font = r.one([...fonts.sans, "'OCR B'"]);
      shown = print(font, 52, 3, colour)(line); until = print(font, 34, 2, colour)(expiry); name = print(font, 30, 2, colour)(holder);
      break;
    }
    case 'serif': shown = print("'Liberation Serif','DejaVu Serif'", r.whole(46, 54), 3, ink, 600)(line); until = print("'Liberation Serif'", 32, 1, ink)(expiry); name = print("'Liberation Serif'", 28, 1, ink)(holder); break;
    case 'outline': shown = print(sans, 54, 4, 'transparent', 700, `-webkit-text-stroke:1.6px ${ink}`)(line); until = print(sans, 32, 1, ink)(expiry); name = print(sans, 28, 1, ink)(holder); break;
    case 'wide': shown = print(sans, 40, 9, ink, 300)(groups.join('   ')); until = print(sans, 30, 4, ink, 300)(expiry); name = print(sans, 26, 4, ink, 300)(holder); break;
    default: shown = print(sans, r.whole(46, 56), r.whole(1, 5), ink)(line); until = print(sans, 32, 1, ink)(expiry); name = print(sans, 28, 2, ink)(holder);
  }
  const over = [];
  const svg = inside => `<svg style="position:absolute;inset:0" width="856" height="540">${inside}</svg>`;
  if (style === 'picture') {
    over.push(svg(`<filter id="p"><feTurbulence type="${r.one(['turbulence', 'fractalNoise'])}" baseFrequency="${r.between(0.004, 0.02)} ${r.between(0.004, 0.03)}" numOctaves="4" seed="${r.whole(1, 999)}"/>` +
      `<feColorMatrix values="${[0, 1, 2].map(i => [0, 1, 2].map(j => i === j ? r.between(0.6, 1.4) : 0).concat(0, r.between(-0.1, 0.2)).join(' ')).join(' ')} 0 0 0 0 1"/></filter><rect width="856" height="540" filter="url(#p)" opacity=".75"/>`));
  }
  if (style === 'lines' || r.chance(0.35)) {
    over.push(svg(Array.from({ length: r.whole(4, 12) }, () => `<path d="M${r.whole(-100, 856)} ${r.whole(-50, 540)} C ${r.whole(0, 856)} ${r.whole(0, 540)} ${r.whole(0, 856)} ${r.whole(0, 540)} ${r.whole(0, 956)} ${r.whole(0, 590)}" ` +
      `fill="none" stroke="${r.one(['#fff', '#000', from, to])}" stroke-opacity="${r.between(0.05, 0.35)}" stroke-width="${r.whole(1, 22)}"/>`).join('')));
  }
  const label = r.one(['GOOD<br>THRU', 'VALID<br>THRU', 'MONTH/YEAR<br>VALID THRU', '有効期限', 'EXP']);
  const since = !back && r.chance(0.25) ? `<span style="font:12px 'Liberation Sans'">${amex ? 'MEMBER<br>SINCE' : 'VALID<br>FROM'}</span><span style="font:26px 'OCR B','Liberation Mono'">${amex ? r.whole(10, 24) : `0${r.whole(1, 9)}/${r.whole(20, 24)}`}</span>` : '';
  const at = ([x, y], inside, more = '') => `<div style="position:absolute;left:${x}px;top:${y}px;${more}">${inside}</div>`;
  return `<div style="width:856px;height:540px;border-radius:34px;overflow:hidden;position:relative;color:${ink};background:linear-gradient(${r.whole(0, 359)}deg,${from},${to})">${over.join('')}${extra}` +
    (back ? '' : at([60, 40], r.one(['DEMO CARD', 'Sample Bank', 'TEST Plus', 'みほんカード']), "font:700 40px 'Liberation Sans','Noto Sans CJK JP'") +
      `<div style="position:absolute;right:56px;bottom:44px;width:110px;height:68px;border-radius:34px;background:${r.one(['#eb001b', '#ffffff', '#0a4ea2'])};opacity:.85"></div>` +
      at(chip, '', 'width:104px;height:80px;border-radius:14px;background:linear-gradient(135deg,#e9d58c,#b08d2a);box-shadow:inset 0 0 0 2px #8a6d12')) +
    (amex && !back ? at([700, 200], String(r.whole(1000, 9999)), `font:28px 'Liberation Sans'`) : '') +   // the code, on the face: never to be read
    `<div data-most="${style.startsWith('block') ? 260 : 740}" style="position:absolute;white-space:nowrap;transform-origin:left center;left:${place.number[0]}px;top:${place.number[1]}px">${shown}</div>` +
    at(place.expiry, `${since}<span style="font:13px 'Liberation Sans','Noto Sans CJK JP';line-height:1">${label}</span>${until}`, 'display:flex;align-items:center;gap:12px') +
    at(place.holder, name) + '</div>';
}
