// The worker reads pictures off the page's thread. In: { setup } once, then { picture, id }; out: { ready }, { seen, id } or { failed }.
import { load } from './engine.js';
import { Reader } from './reader.js';

let reader;
addEventListener('message', async ({ data: { setup, picture, id } }) => {
  try {
    if (setup) {
      reader = new Reader(await load(), setup);
      postMessage({ ready: true });
      return;
    }
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext('2d', { willReadFrequently: true }).putImageData(picture, 0, 0);
    postMessage({ seen: await reader.look(canvas), id });
  } catch (e) {
    postMessage({ failed: String(e?.message ?? e), id });
  }
});
