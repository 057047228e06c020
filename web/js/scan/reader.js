// The reader looks at a picture of a card and says which number and which expiry stand on it, and what is in the way. It never
// looks for a security code.
import { count, expiries, figures, isNumber, month } from './rules.js';

const LINES = 16;   // read at most, the largest first

export class Reader {
  /** ranges: see lengthOf in rules.js; today: 12 * year + month, years of this century. */
  constructor(engine, { ranges, today }) {
    Object.assign(this, { engine, ranges, today });
  }

  /** look answers { number, expiry, hint, extent }: '' where it found none; hint is closer, glare or dark where that may be why;
      extent is where text stands, [left, top, right, bottom] from 0 to 1. The canvas holds the frame in which the card should lie. */
  async look(canvas) {
    const lines = [];
    for (const box of (await this.engine.find(canvas)).slice(0, LINES)) lines.push(await this.engine.read(canvas, box));
    const number = await this.number(canvas, lines);
    const expiry = number && await this.expiry(canvas, lines, number);
    const extent = extentOf(lines, canvas);
    return { number, expiry: expiry ? month(expiry) : '', hint: number ? '' : hint(canvas, extent), extent };
  }

  async number(canvas, lines) {
    const votes = new Map();
    const vote = (...texts) => { for (const text of new Set(texts)) if (isNumber(text, this.ranges)) votes.set(text, (votes.get(text) ?? 0) + 1); };
    const best = () => {
      const [first, second] = [...votes].sort((a, b) => b[1] - a[1]);
      return first && first[1] > (second?.[1] ?? 0) ? first[0] : '';
    };
    const hear = line => vote(figures(line.any), figures(line.figures));

    const rows = lines.filter(line => count(line.any) >= 2 && count(line.any) >= line.any.filter(l => l.text !== ' ').length / 2);
    rows.forEach(hear);
    const unions = [];
    for (const row of aligned(rows)) {
      vote(row.map(line => figures(line.any)).join(''), row.map(line => figures(line.figures)).join(''));
      const box = around(row.map(line => line.box));
      if (box.w / box.h >= 5) unions.push(box);
    }
    for (const box of unions) hear(await this.engine.read(canvas, box, { most: 800 }));
    stacked(rows, texts => vote(texts.join('')));
    return best();
  }

  // The expiry is the latest date on the card: what is valid from comes before what is valid until. Where no line gives one, those
  // that might are read again, cut and drawn in other ways, until two readings agree.
  async expiry(canvas, lines, number) {
    const hear = line => [...expiries(line.any, this.today), ...expiries(line.figures, this.today)];
    const found = Math.max(0, ...lines.flatMap(hear));
    if (found) return found;
    const votes = new Map();
    for (const line of lines.filter(line => likeDate(line, number)).slice(0, 3)) {
      for (const [box, how] of again(line)) {
        const at = Math.max(0, ...new Set(hear(await this.engine.read(canvas, box, how))));
        if (!at) continue;
        votes.set(at, (votes.get(at) ?? 0) + 1);
        if (votes.get(at) >= 2) return at;
      }
    }
    return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
  }
}

// likeDate says that a line may hold a date: a few figures, not those of the number.
function likeDate(line, number) {
  const read = line.figures.filter(l => l.text !== '/').map(l => l.text).join('');
  return count(line.any) >= 2 && read.length >= 3 && read.length <= 12 && !(number.includes(read) && !line.figures.some(l => l.text === '/'));
}

// again are other ways to cut and draw a line of which the end may be a date: without what stands before it, wider, lower, higher.
function again(line) {
  const { box } = line, out = [];
  const shown = line.any.filter(l => /[0-9/]/.test(l.text));
  const last = shown.slice(-5);
  const part = from => ({ ...box, x: box.x + Math.cos(box.angle) * box.w * from / 2, y: box.y + Math.sin(box.angle) * box.w * from / 2, w: box.w * (1 - from) });
  const cuts = [box];
  if (last.length && last[0].start > 0.08) cuts.push(part(Math.max(0, last[0].start - 0.03)));
  for (const cut of cuts) for (const [high, stretch] of [[1, 1.3], [0.8, 1], [1.2, 1], [0.9, 1.6], [1, 0.8]]) {
    out.push([{ ...cut, h: cut.h * high }, { stretch }]);
  }
  out.push([box, { invert: true }]);
  return out;
}

// extentOf is where lines with letters stand.
function extentOf(lines, canvas) {
  const boxes = lines.filter(line => line.any.length > 1).map(line => line.box);
  if (!boxes.length) return undefined;
  return [Math.min(...boxes.map(b => b.x - b.w / 2)) / canvas.width, Math.min(...boxes.map(b => b.y - b.h / 2)) / canvas.height,
    Math.max(...boxes.map(b => b.x + b.w / 2)) / canvas.width, Math.max(...boxes.map(b => b.y + b.h / 2)) / canvas.height];
}

// hint is what most likely keeps a number from being read. Text takes two thirds of a card's width and more.
function hint(canvas, extent) {
  const g = canvas.getContext('2d', { willReadFrequently: true }), { data } = g.getImageData(0, 0, canvas.width, canvas.height);
  let light = 0, white = 0, seen = 0;
  for (let i = 0; i < data.length; i += 4 * 7) {
    const l = (data[i] * 3 + data[i + 1] * 6 + data[i + 2]) / 10;
    light += l;
    if (l > 250) white++;
    seen++;
  }
  if (light / seen < 40) return 'dark';
  if (white / seen > 0.02) return 'glare';
  return !extent || extent[2] - extent[0] < 0.5 ? 'closer' : '';
}

// aligned are the lines that stand side by side on one base line, each such row from left to right.
function aligned(lines) {
  const out = [], done = new Set();
  for (const line of lines) {
    if (done.has(line)) continue;
    const angle = lines.reduce((widest, other) => other.box.w > widest.box.w ? other : widest, line).box.angle;
    const row = lines.filter(({ box }) => Math.abs(box.y - (box.x - line.box.x) * Math.tan(angle) - line.box.y) < line.box.h * 0.6 &&
      box.h > line.box.h * 0.55 && box.h < line.box.h * 1.8);
    if (row.length < 2) continue;
    row.forEach(other => done.add(other));
    out.push(row.sort((a, b) => a.box.x - b.box.x));
  }
  return out;
}

// around is the box that holds boxes, turned as the widest of them.
function around(boxes) {
  const { angle } = boxes.reduce((widest, box) => box.w > widest.w ? box : widest);
  const c = Math.cos(angle), s = Math.sin(angle);
  let u0 = Infinity, u1 = -Infinity, v0 = Infinity, v1 = -Infinity;
  for (const box of boxes) {
    const bc = Math.cos(box.angle), bs = Math.sin(box.angle);
    for (const i of [-0.5, 0.5]) for (const j of [-0.5, 0.5]) {
      const x = box.x + i * box.w * bc - j * box.h * bs, y = box.y + i * box.w * bs + j * box.h * bc;
      const u = x * c + y * s, v = y * c - x * s;
      [u0, u1, v0, v1] = [Math.min(u0, u), Math.max(u1, u), Math.min(v0, v), Math.max(v1, v)];
    }
  }
  const u = (u0 + u1) / 2, v = (v0 + v1) / 2;
  return { x: u * c - v * s, y: u * s + v * c, w: u1 - u0, h: v1 - v0, angle };
}

// stacked finds groups of a number that stand in one column, four by four.
function stacked(lines, tell) {
  const four = lines.filter(line => /^\d{4}$/.test(figures(line.any))).sort((a, b) => a.box.y - b.box.y);
  for (let i = 0; i + 4 <= four.length; i++) {
    const column = four.slice(i, i + 4), left = column.map(({ box }) => box.x - box.w / 2);
    if (Math.max(...left) - Math.min(...left) < column[0].box.h * 2) tell(column.map(line => figures(line.any)));
  }
}
