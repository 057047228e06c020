// Where lines of text stand on a picture, and the parts of it that are worth another look.
import { count, figures } from './rules.js';

/** beneath is the part of the picture under the number, where the expiry mostly stands, half as large again. */
export function beneath(canvas, lines, number) {
  const row = lines.filter(line => number.includes(figures(line.figures)) && count(line.figures) >= 8).sort((a, b) => b.box.w - a.box.w)[0]?.box;
  if (!row) return undefined;
  const top = Math.min(canvas.height - 40, row.y + row.h * 0.2), tall = Math.min(canvas.height - top, row.h * 4.5);
  return part(canvas, Math.max(0, row.x - row.w * 0.6), top, row.w * 1.2, tall, 1.6);
}

/** zoomed is the part of a picture with text in it, where that is less than the most of it. */
export function zoomed(canvas, extent) {
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

/** extentOf is where lines with letters stand. */
export function extentOf(lines, canvas) {
  const boxes = lines.filter(line => line.any.length > 1).map(line => line.box);
  if (!boxes.length) return undefined;
  return [Math.min(...boxes.map(b => b.x - b.w / 2)) / canvas.width, Math.min(...boxes.map(b => b.y - b.h / 2)) / canvas.height,
    Math.max(...boxes.map(b => b.x + b.w / 2)) / canvas.width, Math.max(...boxes.map(b => b.y + b.h / 2)) / canvas.height];
}

/** aligned are the lines that stand side by side on one base line, each such row from left to right. */
export function aligned(lines) {
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

/** around is the box that holds boxes, turned as the widest of them. */
export function around(boxes) {
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

/** stacked are groups of a number that stand in one column: four of four, or two of eight. */
export function stacked(lines) {
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
