// The reader looks at a picture of a card and says which number and which expiry stand on it, and what is in the way. It never
// looks for a security code.
import { levelled, range } from './engine.js';
import { count, expiries, figures, isNumber, lengthOf, month } from './rules.js';

const LINES = 16;   // read at most, the largest first

// Other ways to draw a line that was not read well: tighter or looser around it, wider (equal figures side by side melt into one),
// with its light stretched.
const WAYS = [{ stretch: 1.3 }, { high: 0.85 }, { level: true }, { high: 0.85, stretch: 1.3 }, { high: 0.9, stretch: 1.15, level: true }, { high: 1.15 },
  { stretch: 1.6, level: true }, { high: 0.75, stretch: 1.2 }];

const ALIKE = 3, LEAD = 4, ENOUGH = 0.1;   // of what no line shows clearly: in how many lines it may stand, how far it leads, its shares in all
const YEARS = 10;   // that a card is valid at most, when its expiry is guessed

export class Reader {
  /** ranges: see lengthOf in rules.js; today: 12 * year + month, years of this century. */
  constructor(engine, { ranges, today }) {
    Object.assign(this, { engine, ranges, today });
  }

  /** look answers { number, expiry, hint, extent }: '' where it found none; hint is closer, glare or dark where that may be why;
      extent is where text stands, [left, top, right, bottom] from 0 to 1. The canvas holds the frame in which the card should lie. */
  async look(canvas) {
    const why = hint(canvas);
    bright(canvas);
    let lines = await this.lines(canvas), extent = extentOf(lines, canvas);
    let number = await this.number(canvas, lines);
    if (!number) {   // the card may be small in its frame
      const part = zoomed(canvas, extent);
      if (part) {
        const again = await this.lines(part);
        number = await this.number(part, again);
        if (number) [canvas, lines] = [part, again];
      }
    }
    const expiry = number && await this.expiry(canvas, lines, number);
    return { number, expiry: expiry ? month(expiry) : '', hint: number ? '' : why || (!extent || extent[2] - extent[0] < 0.5 ? 'closer' : ''), extent };
  }

  async lines(canvas) {
    const lines = [];
    for (const box of (await this.engine.find(canvas)).slice(0, LINES)) lines.push(await this.engine.read(canvas, box));
    return lines;
  }

  // The number is what most readings agree on. Where the first readings of all lines give none, those that come close are read
  // again in other ways, until two readings agree.
  async number(canvas, lines) {
    const votes = new Map(), heard = [], unclear = [];
    const vote = (...texts) => {
      for (const text of new Set(texts)) {
        if (isNumber(text, this.ranges)) votes.set(text, (votes.get(text) ?? 0) + 1);
        else if (/^\d+$/.test(text) && text.length === lengthOf(text, this.ranges)) heard.push(text);
      }
    };
    const best = least => {
      const [first, second] = [...votes].sort((a, b) => b[1] - a[1]);
      return first && first[1] >= least && first[1] > (second?.[1] ?? 0) ? first[0] : '';
    };
    const hear = line => vote(figures(line.any), figures(line.figures));

    const rows = lines.filter(line => count(line.any) >= 2 && count(line.any) >= line.any.filter(l => l.text !== ' ').length / 2);
    rows.forEach(hear);
    const wide = rows.filter(line => count(line.figures) >= 8).map(line => [line.box, count(line.figures)]);
    for (const row of aligned(rows)) {
      vote(row.map(line => figures(line.any)).join(''), row.map(line => figures(line.figures)).join(''));
      const box = around(row.map(line => line.box));
      if (box.w / box.h < 5) continue;
      const line = await this.engine.read(canvas, box, { most: 800 });
      hear(line);
      wide.unshift([box, count(line.figures)]);
    }
    const columns = stacked(rows);
    for (const column of columns) vote(column.map(line => figures(line.any)).join(''), column.map(line => figures(line.figures)).join(''));
    if (best(1)) return best(1);

    votes.clear();
    for (const [box, digits] of wide.slice(0, 3)) {
      for (const [cut, way] of ways(box, digits)) {
        const line = await this.engine.read(canvas, cut, { most: 960, ...way });
        hear(line);
        if (best(2)) return best(2);
        unclear.push(line);
      }
    }
    for (const column of columns.slice(0, 2)) {
      for (const way of WAYS) {
        const again = [];
        for (const { box } of column) again.push(await this.engine.read(canvas, { ...box, h: box.h * (way.high ?? 1) }, way));
        vote(again.map(line => figures(line.any)).join(''), again.map(line => figures(line.figures)).join(''));
        if (best(2)) return best(2);
      }
    }
    const together = agreed([...heard, ...votes.keys()]);
    return isNumber(together, this.ranges) ? together : this.likeliest(unclear);
  }

  // likeliest is the number that lines which none could be read from have in common: a figure that is not clear in one is clearer in
  // another, and nine in ten wrong numbers fail the check digit. It must lead by far.
  likeliest(lines) {
    const shares = new Map(), seen = new Map();
    for (const line of lines) {
      for (const [text, share] of line.likely()) {
        if (!isNumber(text, this.ranges)) continue;
        shares.set(text, (shares.get(text) ?? 0) + share);
        seen.set(text, (seen.get(text) ?? 0) + 1);
      }
    }
    const [first, second] = [...shares].sort((a, b) => b[1] - a[1]);
    return first && seen.get(first[0]) >= ALIKE && first[1] >= LEAD * (second?.[1] ?? 0) && first[1] >= ENOUGH ? first[0] : '';
  }

  // The expiry is the latest date on the card: what is valid from comes before what is valid until. Where no line gives one, those
  // that might are read again, cut and drawn in other ways, until two readings agree; then the part beneath the number, larger; at last it is
  // what those readings have in common.
  async expiry(canvas, lines, number) {
    const hear = line => [...expiries(line.any, this.today), ...expiries(line.figures, this.today)];
    const found = Math.max(0, ...lines.flatMap(hear));
    if (found) return found;
    const unclear = [];
    const again = await this.dates(canvas, lines.filter(line => likeDate(line, number)).slice(0, 3), hear, unclear);
    if (again) return again;
    const part = beneath(canvas, lines, number);
    if (part) {
      const closer = await this.lines(part), seen = Math.max(0, ...closer.flatMap(hear));
      const closest = seen || await this.dates(part, closer.filter(line => likeDate(line, number)).slice(0, 2), hear, unclear);
      if (closest) return closest;
    }
    return this.likeliestDate(unclear);
  }

  // likeliestDate is the month from this one on that lines of which none says it clearly have in common: as likeliest for numbers.
  likeliestDate(lines) {
    const months = Array.from({ length: YEARS * 12 }, (_, i) => this.today + i), texts = months.map(month);
    const shares = months.map(() => 0), seen = months.map(() => 0);
    for (const line of lines) {
      line.holds(texts).forEach((share, i) => {
        shares[i] += share;
        if (share > 0.001) seen[i]++;
      });
    }
    const [first, second] = months.map((_, i) => i).sort((a, b) => shares[b] - shares[a]);
    return seen[first] >= ALIKE && shares[first] >= LEAD * shares[second] && shares[first] >= ENOUGH ? months[first] : 0;
  }

  async dates(canvas, lines, hear, unclear) {
    const votes = new Map();
    const lead = () => [...votes].sort((a, b) => b[1] - a[1]);
    for (const line of lines) {
      for (const [box, how] of again(line)) {
        const read = await this.engine.read(canvas, box, how);
        unclear.push(read);
        for (const at of new Set(hear(read))) votes.set(at, (votes.get(at) ?? 0) + 1);
        const [first, second] = lead();
        if (first?.[1] >= 3 && first[1] - (second?.[1] ?? 0) >= 2) return first[0];
      }
    }
    const [first, second] = lead();
    return first && first[1] > (second?.[1] ?? 0) ? first[0] : 0;
  }
}

// ways are the cuts by which a row is read again: as it stands, and longer where figures seem to be missing at its ends.
function ways(box, digits) {
  const out = WAYS.map(way => [{ ...box, h: box.h * (way.high ?? 1) }, way]);
  if (digits >= 15) return out;
  const more = Math.min(1, 16 / digits - 1) * box.w, c = Math.cos(box.angle), s = Math.sin(box.angle);
  for (const [shift, by] of [[0.5, 1.1], [-0.5, 1.1], [0, 1.2]]) {
    for (const way of [{}, { level: true, stretch: 1.2 }]) {
      out.unshift([{ ...box, x: box.x + c * more * shift, y: box.y + s * more * shift, w: box.w + more * by }, way]);
    }
  }
  return out;
}

// agreed is what most readings of one length say, figure by figure, where at least three were heard and two in three agree on each.
function agreed(texts) {
  const by = Object.groupBy(texts, text => text.length);
  const most = Object.values(by).sort((a, b) => b.length - a.length)[0] ?? [];
  if (most.length < 3) return '';
  let out = '';
  for (let i = 0; i < most[0].length; i++) {
    const counts = {};
    for (const text of most) counts[text[i]] = (counts[text[i]] ?? 0) + 1;
    const [figure, n] = Object.entries(counts).sort((a, b) => b[1] - a[1])[0];
    if (n < most.length * 2 / 3) return '';
    out += figure;
  }
  return out;
}

// likeDate says that a line may hold a date: a few figures, not those of the number.
function likeDate(line, number) {
  const read = line.figures.filter(l => l.text !== '/').map(l => l.text).join('');
  return count(line.any) >= 2 && read.length >= 3 && read.length <= 12 && !(number.includes(read) && !line.figures.some(l => l.text === '/'));
}

// again are other ways to cut and draw a line of which the end may be a date: without what stands before it, and as WAYS.
function again(line) {
  const { box } = line;
  const last = line.any.filter(l => /[0-9/]/.test(l.text)).slice(-5);
  const part = from => ({ ...box, x: box.x + Math.cos(box.angle) * box.w * from / 2, y: box.y + Math.sin(box.angle) * box.w * from / 2, w: box.w * (1 - from) });
  const cuts = [box];
  if (last.length && last[0].start > 0.08) cuts.push(part(Math.max(0, last[0].start - 0.03)));
  return cuts.flatMap(cut => WAYS.slice(0, 6).map(way => [{ ...cut, h: cut.h * (way.high ?? 1) }, way]));
}

// beneath is the part of the picture under the number, where the expiry mostly stands, half as large again.
function beneath(canvas, lines, number) {
  const row = lines.filter(line => number.includes(figures(line.figures)) && count(line.figures) >= 8).sort((a, b) => b.box.w - a.box.w)[0]?.box;
  if (!row) return undefined;
  const top = Math.min(canvas.height - 40, row.y + row.h * 0.2), tall = Math.min(canvas.height - top, row.h * 4.5);
  return part(canvas, Math.max(0, row.x - row.w * 0.6), top, row.w * 1.2, tall, 1.6);
}

// zoomed is the part of a picture with text in it, where that is less than the most of it.
function zoomed(canvas, extent) {
  if (!extent) return part(canvas, canvas.width * 0.12, canvas.height * 0.12, canvas.width * 0.76, canvas.height * 0.76, 1.25);
  const [left, top, right, bottom] = extent;
  const wide = Math.max(0.5, (right - left) * 1.2, (bottom - top) * 1.2);
  if (wide > 0.92) return undefined;
  const x = Math.max(0, Math.min(1 - wide, (left + right) / 2 - wide / 2)), y = Math.max(0, Math.min(1 - wide, (top + bottom) / 2 - wide / 2));
  return part(canvas, x * canvas.width, y * canvas.height, wide * canvas.width, wide * canvas.height, 1 / wide);
}

function part(canvas, x, y, w, h, by) {
  const out = new OffscreenCanvas(Math.round(w * by), Math.round(h * by)), g = out.getContext('2d', { willReadFrequently: true });
  g.imageSmoothingQuality = 'high';
  g.drawImage(canvas, x, y, w, h, 0, 0, out.width, out.height);
  return out;
}

// bright stretches the light of a picture that is dark or dull.
function bright(canvas) {
  const g = canvas.getContext('2d', { willReadFrequently: true }), picture = g.getImageData(0, 0, canvas.width, canvas.height);
  const [low, high] = range(picture.data);
  if (high - low > 150) return;
  levelled(picture);
  g.putImageData(picture, 0, 0);
}

// extentOf is where lines with letters stand.
function extentOf(lines, canvas) {
  const boxes = lines.filter(line => line.any.length > 1).map(line => line.box);
  if (!boxes.length) return undefined;
  return [Math.min(...boxes.map(b => b.x - b.w / 2)) / canvas.width, Math.min(...boxes.map(b => b.y - b.h / 2)) / canvas.height,
    Math.max(...boxes.map(b => b.x + b.w / 2)) / canvas.width, Math.max(...boxes.map(b => b.y + b.h / 2)) / canvas.height];
}

// hint is what in the light most likely keeps a number from being read.
function hint(canvas) {
  const g = canvas.getContext('2d', { willReadFrequently: true }), { data } = g.getImageData(0, 0, canvas.width, canvas.height);
  let light = 0, white = 0, seen = 0;
  for (let i = 0; i < data.length; i += 4 * 7) {
    const l = (data[i] * 3 + data[i + 1] * 6 + data[i + 2]) / 10;
    light += l;
    if (l > 250) white++;
    seen++;
  }
  if (light / seen < 40) return 'dark';
  return white / seen > 0.02 ? 'glare' : '';
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

// stacked are groups of a number that stand in one column: four of four, or two of eight.
function stacked(lines) {
  const out = [];
  for (const [rows, digits] of [[4, 4], [2, 8]]) {
    const some = lines.filter(line => [figures(line.any), figures(line.figures)].some(text => text.length === digits)).sort((a, b) => a.box.y - b.box.y);
    for (let i = 0; i + rows <= some.length; i++) {
      const column = some.slice(i, i + rows), left = column.map(({ box }) => box.x - box.w / 2), gap = column.slice(1).map(({ box }, k) => box.y - column[k].box.y);
      if (Math.max(...left) - Math.min(...left) < column[0].box.h * 2 && Math.max(...gap) < column[0].box.h * 3) out.push(column);
    }
  }
  return out;
}
