// The reader looks at a picture of a card and says which number and which expiry stand on it, and what is in the way. It never
// looks for a security code.
import { bright, hint, softened } from './light.js';
import { aligned, around, beneath, extentOf, stacked, zoomed } from './places.js';
import { count, expiries, figures, isNumber, lengthOf, month } from './rules.js';

const LINES = 16;   // read at most, the largest first

const SURE = 0.8;   // of its weakest figure: such a reading needs no second one
const AGREE = 2;    // readings that make a number, and by how many it leads any other

// Ways to look at a line that was not read well: how soft the picture is (0: as it stands), tighter or looser around the line, drawn wider or
// narrower, at most so wide. Which help, and in which order, was measured on hard pictures: soft and narrow ones do.
const WAYS = [{ soft: 2 }, { soft: 1, high: 0.85, most: 960 }, { soft: 2, stretch: 0.65, most: 400 }, { soft: 1, high: 0.85, stretch: 0.7, most: 480 },
  { stretch: 0.8, most: 480 }, { soft: 2, high: 1.15, stretch: 0.9, most: 520 }, { soft: 1, stretch: 0.65, most: 400 },
  { high: 1.15, stretch: 0.9, most: 520 }, { soft: 2, high: 0.85, most: 960 }, { level: true, stretch: 1.3, most: 960 }];

// The same for dates, which are short.
const DATE_WAYS = [{ stretch: 1.3 }, { soft: 1 }, { soft: 2, high: 0.85 }, { level: true }, { soft: 1, high: 0.85, stretch: 1.3 }, { high: 0.85 }];

const ALIKE = 3, LEAD = 4, ENOUGH = 0.1;   // of what no line shows clearly: in how many lines it may stand, how far it leads, its shares in all
const YEARS = 10;   // that a card is valid at most, when its expiry is guessed

export class Reader {
  /** ranges: see lengthOf in rules.js; today: 12 * year + month, years of this century. */
  constructor(engine, { ranges, today }) {
    Object.assign(this, { engine, ranges, today });
  }

  /** look answers { number, expiry, hint, extent }: '' where it found none (an expiry may be there without a number); hint is closer, glare or dark where that may be why;
      extent is where text stands, [left, top, right, bottom] from 0 to 1. The canvas holds the frame in which the card should lie. */
  async look(canvas) {
    const why = hint(canvas);
    bright(canvas);
    let view = new View(this.engine, canvas);
    const extent = extentOf(await view.lines(0), canvas);
    let number = await this.number(view);
    if (!number) {   // the card may be small in its frame
      const part = zoomed(canvas, extent);
      if (part) {
        const closer = new View(this.engine, part);
        number = await this.number(closer);
        if (number) view = closer;
      }
    }
    const expiry = number ? await this.expiry(view, number) : await this.glimpse(view);
    return { number, expiry: expiry ? month(expiry) : '', hint: number ? '' : why || (!extent || extent[2] - extent[0] < 0.5 ? 'closer' : ''), extent };
  }

  // The number is what readings agree on: of the lines as they are found, on the picture as it stands and softened; then of those that come
  // close, in other ways; at last it is what these have in common.
  async number(view) {
    const tally = new Tally(this.ranges), wide = [], columns = [];
    for (const soft of [0, 1]) {
      const lines = await view.lines(soft);
      const rows = lines.filter(line => count(line.any) >= 2 && count(line.any) >= line.any.filter(l => l.text !== ' ').length / 2);
      const boxes = rows.filter(line => count(line.figures) >= 8).map(line => [line.box, count(line.figures)]);
      const seen = rows.map(line => [line]);
      for (const row of aligned(rows)) {
        seen.push(row);
        const box = around(row.map(line => line.box));
        if (box.w / box.h < 5) continue;
        const line = await view.read(box, { soft, most: 800 });
        seen.push([line]);
        boxes.unshift([box, count(line.figures)]);
      }
      const blocks = stacked(rows);
      tally.hear(...seen, ...blocks);
      if (tally.number) return tally.number;
      wide.unshift(...boxes.slice(0, 2));
      columns.unshift(...blocks.slice(0, 1));
    }
    const unclear = [];
    for (const [box, digits] of wide.slice(0, 3)) {
      for (const [cut, way] of ways(box, digits)) {
        const line = await view.read(cut, way);
        tally.hear([line]);
        if (tally.number) return tally.number;
        unclear.push(line);
      }
    }
    for (const column of columns) {
      for (const way of WAYS) {
        const again = [];
        for (const { box } of column) again.push(await view.read(box, way));
        tally.hear(again);
        if (tally.number) return tally.number;
      }
    }
    return tally.together() || this.likeliest(unclear);
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

  // The expiry is the latest date that readings agree on: what is valid from comes before what is valid until. Where the lines as they are found
  // do not agree, those that might be dates are read again, cut and drawn in other ways; then the part beneath the number, larger; at last it is
  // what those readings have in common.
  async expiry(view, number) {
    const dates = new Dates(this.today), unclear = [];
    const closer = async (picture, lines) => {
      for (const line of lines) {
        for (const [box, way] of again(line)) {
          const read = await picture.read(box, way);
          dates.hear(read);
          if (dates.agreed(AGREE + 1)) return;
          unclear.push(read);
        }
      }
    };
    let like = [];
    for (const soft of [0, 1]) {
      const lines = await view.lines(soft), some = lines.filter(line => likeDate(line, number)).slice(0, 3);
      lines.forEach(line => dates.hear(line));
      if (dates.agreed(AGREE)) return dates.latest;
      if (some.length) like = some;
    }
    await closer(view, like);
    const part = !dates.latest && beneath(view.drawn(0), [...await view.lines(0), ...await view.lines(1)], number);
    if (part) {
      const picture = new View(this.engine, part), lines = await picture.lines(0);
      lines.forEach(line => dates.hear(line));
      if (!dates.agreed(AGREE)) await closer(picture, lines.filter(line => likeDate(line, number)).slice(0, 2));
    }
    return dates.latest || this.likeliestDate(unclear);
  }

  // glimpse is the expiry where no number was found: another frame may show that.
  async glimpse(view) {
    const dates = new Dates(this.today);
    for (const soft of [0, 1]) for (const line of await view.lines(soft)) dates.hear(line);
    return dates.agreed(AGREE) ? dates.latest : 0;
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
}

// View is a picture, as it stands and softer, with the lines that were found on each.
class View {
  constructor(engine, canvas) {
    Object.assign(this, { engine, canvases: [canvas], found: [] });
  }

  drawn(soft) { return this.canvases[soft] ??= softened(this.drawn(soft - 1)); }

  async lines(soft) {
    if (this.found[soft]) return this.found[soft];
    const lines = this.found[soft] = [];
    for (const box of (await this.engine.find(this.drawn(soft))).slice(0, LINES)) lines.push(await this.engine.read(this.drawn(soft), box));
    return lines;
  }

  read(box, { soft = 0, high = 1, ...how } = {}) { return this.engine.read(this.drawn(soft), { ...box, h: box.h * high }, how); }
}

// Tally counts the readings of a number.
class Tally {
  constructor(ranges) {
    Object.assign(this, { ranges, votes: new Map(), heard: [] });
  }

  // hear counts what stands in readings of one look at the picture, once each; a reading is one or more lines behind one another.
  hear(...readings) {
    const texts = new Map();
    for (const lines of readings) {
      const weakest = Math.min(...lines.flatMap(line => line.figures).map(l => l.chance));
      for (const kind of ['any', 'figures']) {
        const text = lines.map(line => figures(line[kind])).join('');
        if (isNumber(text, this.ranges)) texts.set(text, Math.max(weakest, texts.get(text) ?? 0));
        else if (/^\d+$/.test(text) && text.length === lengthOf(text, this.ranges)) this.heard.push(text);
      }
    }
    for (const [text, weakest] of texts) this.votes.set(text, (this.votes.get(text) ?? 0) + (weakest >= SURE ? AGREE : 1));
  }

  get number() {
    const [first, second] = [...this.votes].sort((a, b) => b[1] - a[1]);
    return first && first[1] - (second?.[1] ?? 0) >= AGREE ? first[0] : '';
  }

  // together is what most readings of one length say, figure by figure, where at least three were heard and two in three agree on each.
  together() {
    const texts = [...this.heard, ...this.votes.keys()], of = n => texts.filter(text => text.length === n);
    const most = [16, 15, 14].map(of).sort((a, b) => b.length - a.length)[0];
    if (most.length < 3) return '';
    let out = '';
    for (let i = 0; i < most[0].length; i++) {
      const counts = {};
      for (const text of most) counts[text[i]] = (counts[text[i]] ?? 0) + 1;
      const [figure, n] = Object.entries(counts).sort((a, b) => b[1] - a[1])[0];
      if (n < most.length * 2 / 3) return '';
      out += figure;
    }
    return isNumber(out, this.ranges) ? out : '';
  }
}

// Dates counts the readings of a month.
class Dates {
  constructor(today) {
    Object.assign(this, { today, votes: new Map() });
  }

  hear(line) {
    const weakest = Math.min(...line.any.filter(l => /[0-9/]/.test(l.text)).map(l => l.chance));
    for (const at of new Set([...expiries(line.any, this.today), ...expiries(line.figures, this.today)])) {
      this.votes.set(at, (this.votes.get(at) ?? 0) + (weakest >= SURE ? AGREE : 1));
    }
  }

  // latest is the last month that has half as many votes as any.
  get latest() {
    const most = Math.max(0, ...this.votes.values());
    return Math.max(0, ...[...this.votes].filter(([, votes]) => votes * 2 >= most).map(([at]) => at));
  }

  // agreed says that the last of all months has so many votes.
  agreed(least) {
    const { latest } = this;
    return latest > 0 && latest === Math.max(...this.votes.keys()) && this.votes.get(latest) >= least;
  }
}

// ways are the cuts by which a row is read again: as it stands, and longer where figures seem to be missing at its ends.
function ways(box, digits) {
  const out = WAYS.map(way => [box, way]);
  if (digits >= 15) return out;
  const more = Math.min(1, 16 / digits - 1) * box.w, c = Math.cos(box.angle), s = Math.sin(box.angle);
  for (const [shift, by] of [[0.5, 1.1], [-0.5, 1.1], [0, 1.2]]) {
    for (const way of [{ most: 960 }, { soft: 2 }]) {
      out.unshift([{ ...box, x: box.x + c * more * shift, y: box.y + s * more * shift, w: box.w + more * by }, way]);
    }
  }
  return out;
}

// likeDate says that a line may hold a date: a few figures, not those of the number.
function likeDate(line, number) {
  const read = line.figures.filter(l => l.text !== '/').map(l => l.text).join('');
  return count(line.any) >= 2 && read.length >= 3 && read.length <= 12 && !(number.includes(read) && !line.figures.some(l => l.text === '/'));
}

// again are other ways to cut and draw a line of which the end may be a date: without what stands before it, and as DATE_WAYS.
function again(line) {
  const { box } = line;
  const last = line.any.filter(l => /[0-9/]/.test(l.text)).slice(-5);
  const part = from => ({ ...box, x: box.x + Math.cos(box.angle) * box.w * from / 2, y: box.y + Math.sin(box.angle) * box.w * from / 2, w: box.w * (1 - from) });
  const cuts = [box];
  if (last.length && last[0].start > 0.08) cuts.push(part(Math.max(0, last[0].start - 0.03)));
  return cuts.flatMap(cut => DATE_WAYS.map(way => [cut, way]));
}
