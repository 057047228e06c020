// What is done to the light of a picture before it is read, and what its light says.

/** levelled stretches the light of a picture, in place, from its darkest to its brightest hundredth over the whole range. */
export function levelled({ data }) {
  const [low, high] = range(data);
  const k = 255 / Math.max(24, high - low);
  for (let i = 0; i < data.length; i += 4) for (let c = i; c < i + 3; c++) data[c] = (data[c] - low) * k;
}

// range is how dark and how bright a picture is, but for the outermost hundredth on each side.
function range(data) {
  const counts = new Uint32Array(256);
  let all = 0;
  for (let i = 0; i < data.length; i += 4) { counts[(data[i] * 3 + data[i + 1] * 6 + data[i + 2]) / 10 | 0]++; all++; }
  let low = 0, high = 255;
  for (let sum = counts[0]; sum < all / 100; sum += counts[++low]);
  for (let sum = counts[255]; sum < all / 100; sum += counts[--high]);
  return [low, high];
}

/** bright stretches the light of a picture that is dark or dull. */
export function bright(canvas) {
  const g = canvas.getContext('2d', { willReadFrequently: true }), picture = g.getImageData(0, 0, canvas.width, canvas.height);
  const [low, high] = range(picture.data);
  if (high - low > 150) return;
  levelled(picture);
  g.putImageData(picture, 0, 0);
}

/** softened is a picture with each pixel the mean of those around it, over 3×3 and then 5×5: grain, and the ghosts of a hand that moved, look like
    strokes to the reading model, and it needs less than it is given. */
export function softened(canvas) {
  const { width, height } = canvas, out = new OffscreenCanvas(width, height), g = out.getContext('2d', { willReadFrequently: true });
  const picture = canvas.getContext('2d', { willReadFrequently: true }).getImageData(0, 0, width, height), { data } = picture;
  const from = new Float32Array(Math.max(width, height));
  for (const radius of [1, 2]) {
    for (let c = 0; c < 3; c++) {
      for (let y = 0; y < height; y++) mean(data, from, 4 * y * width + c, 4, width, radius);
      for (let x = 0; x < width; x++) mean(data, from, 4 * x + c, 4 * width, height, radius);
    }
  }
  g.putImageData(picture, 0, 0);
  return out;
}

// mean puts in the place of each of n values, step apart, the mean of those up to radius away.
function mean(data, from, start, step, n, radius) {
  for (let i = 0; i < n; i++) from[i] = data[start + i * step];
  let sum = 0, some = 0;
  for (let i = 0; i < radius; i++) { sum += from[i]; some++; }
  for (let i = 0; i < n; i++) {
    if (i + radius < n) { sum += from[i + radius]; some++; }
    if (i > radius) { sum -= from[i - radius - 1]; some--; }
    data[start + i * step] = sum / some;
  }
}

/** hint is what in the light most likely keeps a number from being read: dark, glare or ''. */
export function hint(canvas) {
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
