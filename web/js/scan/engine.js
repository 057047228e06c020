// The engine finds lines of text in a picture and reads them: two PP-OCR models on onnxruntime's WebAssembly, one thread.
// Whatever it says about a line comes with where each letter stands and how sure it is; what a card is, it does not know.
import { levelled } from './light.js';
import * as ort from './ort.js';

// A box is a line of text: centre x, y, width w along it, height h across it, in pixels, turned by angle (radians).

const FIND = { width: 640, least: 0.3, sure: 0.5, area: 30, grow: 0.8 };   // of the finding model and its map
const TALL = 48;                                                                        // pixels that the reading model wants

/** load fetches the models and compiles them; it takes seconds and some 100 MB of memory. */
export async function load() {
  ort.env.wasm.numThreads = 1;   // more would need cross-origin isolation
  ort.env.wasm.wasmPaths = { mjs: './ort-load.js', wasm: './ort.wasm' };
  const [find, read, letters] = await Promise.all(['./find.onnx', './read.onnx', './letters.txt'].map(async address => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  }));
  const options = { executionProviders: ['wasm'], graphOptimizationLevel: 'all' };
  return new Engine(await ort.InferenceSession.create(find, options), await ort.InferenceSession.create(read, options),
    ['', ...new TextDecoder().decode(letters).replace(/\r/g, '').replace(/\n$/, '').split('\n'), ' ']);
}

class Engine {
  constructor(finder, reader, letters) {
    this.finder = finder;
    this.reader = reader;
    this.letters = letters;   // the first stands for nothing
    this.figures = [...'0123456789/'].map(figure => letters.indexOf(figure));
  }

  /** find answers the boxes of text in a canvas, the largest first. */
  async find(canvas) {
    const { width } = FIND, height = Math.max(64, Math.round(width * canvas.height / canvas.width / 32) * 32);   // letters keep their shape
    const pixels = scaled(canvas, width, height), n = width * height, input = new Float32Array(3 * n);
    for (let i = 0; i < n; i++) {
      input[i] = (pixels[4 * i] / 255 - 0.485) / 0.229;
      input[n + i] = (pixels[4 * i + 1] / 255 - 0.456) / 0.224;
      input[2 * n + i] = (pixels[4 * i + 2] / 255 - 0.406) / 0.225;
    }
    const out = await this.finder.run({ [this.finder.inputNames[0]]: new ort.Tensor('float32', input, [1, 3, height, width]) });
    const kx = canvas.width / width, ky = canvas.height / height;
    return boxes(out[this.finder.outputNames[0]].data, width, height)
      .map(b => ({ ...b, x: b.x * kx, y: b.y * ky, w: b.w * kx, h: b.h * ky }))
      .sort((a, b) => b.w * b.h - a.w * a.h);
  }

  /** read answers the line in a box: every letter with its place along the box (0 to 1) and its probability. */
  async read(canvas, box, { most = 640, stretch = 1, level = false, invert = false } = {}) {
    const strip = cut(canvas, box, most, stretch);
    if (level) levelled(strip);
    const { width } = strip, n = width * TALL, input = new Float32Array(3 * n), p = strip.data;
    const sign = invert ? -1 : 1;
    for (let i = 0; i < n; i++) {   // blue first
      input[i] = sign * (p[4 * i + 2] / 127.5 - 1);
      input[n + i] = sign * (p[4 * i + 1] / 127.5 - 1);
      input[2 * n + i] = sign * (p[4 * i] / 127.5 - 1);
    }
    const out = (await this.reader.run({ [this.reader.inputNames[0]]: new ort.Tensor('float32', input, [1, 3, TALL, width]) }))[this.reader.outputNames[0]];
    const [, steps, classes] = out.dims;
    const all = Array.from({ length: classes }, (_, i) => i);
    const line = { box, any: this.spell(out.data, steps, classes, all), figures: this.spell(out.data, steps, classes, [0, ...this.figures]) };
    line.likely = () => likely(this.chances(out.data, steps, classes, 10));
    line.holds = texts => holds(this.chances(out.data, steps, classes, 11), texts);
    return line;
  }

  // chances are, for each step in which something stands, how likely nothing (0), each of the ten figures (1 to 10) and the stroke (11, where
  // some of 11 are asked for) is among these.
  chances(y, steps, classes, some) {
    const out = [], of = [0, ...this.figures.slice(0, some)];
    for (let step = 0; step < steps; step++) {
      const p = of.map(c => y[step * classes + c]), sum = p.reduce((a, b) => a + b, 0);
      if (sum > 0) out.push(p.map(chance => chance / sum));
    }
    return out;
  }

  // spell takes the likeliest class of each step and joins what repeats, as the model was taught.
  spell(y, steps, classes, allowed) {
    const out = [];
    let last = 0;
    for (let step = 0; step < steps; step++) {
      let best = 0, chance = -1;
      for (const c of allowed) if (y[step * classes + c] > chance) { chance = y[step * classes + c]; best = c; }
      if (best && best === last) {
        const letter = out.at(-1);
        letter.end = (step + 1) / steps;
        letter.chance = Math.max(letter.chance, chance);
      } else if (best) {
        out.push({ text: this.letters[best], start: step / steps, end: (step + 1) / steps, chance });
      }
      last = best;
    }
    return out;
  }
}

function scaled(canvas, width, height) {
  const small = new OffscreenCanvas(width, height), g = small.getContext('2d', { willReadFrequently: true });
  g.imageSmoothingQuality = 'high';
  g.drawImage(canvas, 0, 0, width, height);
  return g.getImageData(0, 0, width, height).data;
}

// cut turns a box upright and makes it as tall as the reading model wants; stretch widens the letters.
function cut(canvas, box, most, stretch) {
  const k = TALL / box.h, wide = box.w * k * stretch;
  const width = Math.max(TALL, Math.min(most, Math.ceil(wide / 16) * 16));
  const g = new OffscreenCanvas(width, TALL).getContext('2d', { willReadFrequently: true });
  g.imageSmoothingQuality = 'high';
  g.translate(Math.min(width, wide) / 2, TALL / 2);
  g.scale(Math.min(k * stretch, width / box.w), k);
  g.rotate(-box.angle);
  g.translate(-box.x, -box.y);
  g.drawImage(canvas, 0, 0);
  return g.getImageData(0, 0, width, TALL);
}

// boxes are the islands in the finder's map of probabilities: each becomes the rectangle along its main axis, grown again by
// what the model was taught to shrink.
function boxes(map, width, height) {
  const seen = new Uint8Array(map.length), stack = new Int32Array(map.length), out = [];
  for (let from = 0; from < map.length; from++) {
    if (seen[from] || map[from] < FIND.least) continue;
    const island = [];
    let top = 0, sum = 0;
    stack[top++] = from;
    seen[from] = 1;
    const visit = i => { if (!seen[i] && map[i] >= FIND.least) { seen[i] = 1; stack[top++] = i; } };
    while (top) {
      const i = stack[--top], x = i % width;
      island.push(i);
      sum += map[i];
      if (x > 0) visit(i - 1);
      if (x < width - 1) visit(i + 1);
      if (i >= width) visit(i - width);
      if (i < map.length - width) visit(i + width);
    }
    if (island.length < FIND.area || sum / island.length < FIND.sure) continue;
    const box = rectangle(island, width);
    if (box.h >= 6) out.push({ ...box, sure: sum / island.length });
  }
  return out;
}

function rectangle(island, width) {
  let x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  for (const i of island) { x += i % width; y += (i / width) | 0; }
  x /= island.length;
  y /= island.length;
  for (const i of island) {
    const u = i % width - x, v = ((i / width) | 0) - y;
    xx += u * u;
    yy += v * v;
    xy += u * v;
  }
  let angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  let [u0, u1, v0, v1] = extent(island, width, x, y, angle);
  if (Math.abs(angle) > 0.35 || (u1 - u0 + 1) / (v1 - v0 + 1) < 1.3) {   // short or upright: its main axis says nothing
    angle = 0;
    [u0, u1, v0, v1] = extent(island, width, x, y, angle);
  }
  const w = u1 - u0 + 1, h = v1 - v0 + 1, grow = FIND.grow * w * h / (w + h) * 2;
  const u = (u0 + u1) / 2, v = (v0 + v1) / 2, c = Math.cos(angle), s = Math.sin(angle);
  return { x: x + u * c - v * s, y: y + u * s + v * c, w: w + grow, h: h + grow, angle };
}

function extent(island, width, x, y, angle) {
  const c = Math.cos(angle), s = Math.sin(angle);
  let u0 = Infinity, u1 = -Infinity, v0 = Infinity, v1 = -Infinity;
  for (const i of island) {
    const a = i % width - x, b = ((i / width) | 0) - y, u = a * c + b * s, v = b * c - a * s;
    if (u < u0) u0 = u;
    if (u > u1) u1 = u;
    if (v < v0) v0 = v;
    if (v > v1) v1 = v;
  }
  return [u0, u1, v0, v1];
}

// likely answers what figures may stand in a line, with the share of each, the likeliest first (prefix beam search: of each beginning, how
// likely it is with nothing behind it, and with its last figure). Where one figure of a number is not clear, the right one is among them.
function likely(steps, wide = 24) {
  let beams = [['', 1, 0]];
  for (const p of steps) {
    if (p[0] > 0.9999) {
      for (const beam of beams) { beam[1] += beam[2]; beam[2] = 0; }
      continue;
    }
    const next = new Map();
    const add = (text, nothing, figure) => {
      const beam = next.get(text);
      if (beam) { beam[1] += nothing; beam[2] += figure; } else next.set(text, [text, nothing, figure]);
    };
    for (const [text, nothing, figure] of beams) {
      const last = text ? Number(text.at(-1)) : -1;
      add(text, (nothing + figure) * p[0], last < 0 ? 0 : figure * p[last + 1]);
      for (let d = 0; d < 10; d++) if (p[d + 1] > 0.002) add(text + d, 0, (d === last ? nothing : nothing + figure) * p[d + 1]);
    }
    beams = [...next.values()].sort((a, b) => b[1] + b[2] - a[1] - a[2]).slice(0, wide);
    const sum = beams.reduce((all, b) => all + b[1] + b[2], 0);
    for (const beam of beams) { beam[1] /= sum; beam[2] /= sum; }
  }
  return beams.map(([text, nothing, figure]) => [text, nothing + figure]);
}

// holds answers how likely each of texts (figures and strokes) stands somewhere in a line, from 0 to 1: the best way in which it can be
// spelt, against the likeliest reading of the same steps.
function holds(steps, texts) {
  const logs = steps.map(p => { const top = Math.log(Math.max(...p)); return p.map(chance => Math.log(Math.max(chance, 1e-7)) - top); });
  return texts.map(text => {
    const of = [...text].map(c => c === '/' ? 11 : Number(c) + 1);
    let best = -Infinity, letter = of.map(() => -Infinity), gap = of.map(() => -Infinity);   // so far: its last step in letter i, or in nothing behind it
    for (const p of logs) {
      const here = [], behind = [];
      for (let i = 0; i < of.length; i++) {
        const before = i === 0 ? 0 : Math.max(gap[i - 1], of[i] === of[i - 1] ? -Infinity : letter[i - 1]);
        here.push(Math.max(before, letter[i]) + p[of[i]]);
        behind.push(Math.max(letter[i], gap[i]) + p[0]);
      }
      [letter, gap] = [here, behind];
      best = Math.max(best, letter.at(-1));
    }
    return Math.exp(best);
  });
}
