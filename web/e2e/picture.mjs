// Pictures for the documentation, made small: a screen has few colours, so at most 256 of them are kept and the rest drawn in
// the nearest. What the eye could tell apart stays: no colour moves further than the least distance that suffices.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

// small answers the PNG with a palette. It takes what Chromium writes, 8 bits a channel, RGB or RGBA, not interlaced; and what
// it wrote itself.
export function small(png) {
  const { width, height, step, pixels } = read(png);
  const count = new Uint32Array(1 << 24), index = new Uint8Array(1 << 24), common = [];
  for (let i = 0; i < pixels.length; i += step) {
    const c = pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2];
    if (count[c]++ === 0) common.push(c);
  }
  common.sort((a, b) => count[b] - count[a]);
  let palette;
  for (let least = 0; !palette; least += 4) palette = choose(common, least);
  for (const c of common) index[c] = nearest(palette, c).at;
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0, at = y * (width + 1) + 1; x < width; x++, i += step) rows[at + x] = index[pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]];
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8); // 8 bits, palette
  return Buffer.concat([
    png.subarray(0, 8), chunk('IHDR', header), chunk('PLTE', Buffer.from(palette.flatMap(c => [c >> 16, c >> 8 & 255, c & 255]))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })), chunk('IEND', Buffer.alloc(0)),
  ]);
}

// same says that two pictures differ in no more than a little: a passcode's time, a case number. Then the older one may stay,
// and the repository stays quiet.
export function same(a, b) {
  const [one, two] = [read(a), read(b)];
  if (one.width !== two.width || one.height !== two.height) return false;
  const all = one.width * one.height;
  let other = 0;
  for (let i = 0, p = 0, q = 0; i < all; i++, p += one.step, q += two.step) {
    if (Math.abs(one.pixels[p] - two.pixels[q]) + Math.abs(one.pixels[p + 1] - two.pixels[q + 1]) + Math.abs(one.pixels[p + 2] - two.pixels[q + 2]) > 96) other++;
  }
  return other < all / 500;
}

// choose takes the 96 most common colours, which are grounds and words, and of the others, which are their edges, those that
// are further than least from all taken; nothing when they are more than a palette holds.
function choose(common, least) {
  const palette = common.slice(0, 96);
  for (const c of common.slice(96)) {
    if (nearest(palette, c).far <= least * least) continue;
    if (palette.push(c) > 256) return undefined;
  }
  return palette;
}

function nearest(palette, c) {
  let at = 0, far = Infinity;
  for (let i = 0; i < palette.length && far > 0; i++) {
    const r = (palette[i] >> 16) - (c >> 16), g = (palette[i] >> 8 & 255) - (c >> 8 & 255), b = (palette[i] & 255) - (c & 255);
    const d = r * r + g * g + b * b;
    if (d < far) [at, far] = [i, d];
  }
  return { at, far };
}

function read(png) {
  let width, height, step, palette, data = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at), type = png.toString('latin1', at + 4, at + 8), body = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') {
      [width, height, step] = [body.readUInt32BE(0), body.readUInt32BE(4), { 2: 3, 3: 1, 6: 4 }[body[9]]];
      if (body[8] !== 8 || !step || body[12]) throw new Error('a PNG of another kind');
    } else if (type === 'PLTE') palette = body;
    else if (type === 'IDAT') data.push(body);
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(data)), line = width * step, pixels = Buffer.alloc(line * height);
  for (let y = 0; y < height; y++) { // undo the filter of each line (PNG, 9.2)
    const kind = raw[y * (line + 1)], from = y * (line + 1) + 1, to = y * line;
    for (let x = 0; x < line; x++) {
      const left = x < step ? 0 : pixels[to + x - step], up = y ? pixels[to + x - line] : 0;
      let add = 0;
      if (kind === 1) add = left;
      else if (kind === 2) add = up;
      else if (kind === 3) add = left + up >> 1;
      else if (kind === 4) add = paeth(left, up, x < step || !y ? 0 : pixels[to + x - line - step]);
      pixels[to + x] = raw[from + x] + add;
    }
  }
  if (!palette) return { width, height, step, pixels };
  const full = Buffer.alloc(pixels.length * 3);
  for (let i = 0, to = 0; i < pixels.length; i++) {
    const at = pixels[i] * 3;
    full[to++] = palette[at];
    full[to++] = palette[at + 1];
    full[to++] = palette[at + 2];
  }
  return { width, height, step: 3, pixels: full };
}

function paeth(left, up, corner) {
  const l = Math.abs(up - corner), u = Math.abs(left - corner), c = Math.abs(left + up - 2 * corner);
  return l <= u && l <= c ? left : u <= c ? up : corner;
}

function chunk(type, body) {
  const all = Buffer.alloc(body.length + 12);
  all.writeUInt32BE(body.length);
  all.write(type, 4, 'latin1');
  body.copy(all, 8);
  all.writeUInt32BE(crc32(all.subarray(4, body.length + 8)), body.length + 8);
  return all;
}
