// The camera side of scanning, on the page's thread: it shows the back camera, cuts out what lies in the guide frame and hands it to
// the worker, one frame at a time. No picture is kept, written or sent: a frame lives until the worker has looked at it.
//
// tell(what, detail) is how the app hears of it:
//   engine  ready, failed             the models are loaded, or could not be
//   camera  on, dark                  the picture is there, with or without a light to switch on
//   camera  insecure, refused, missing, busy, lost
//   seen    {number, expiry, hint, print} as JSON; equal prints are one and the same frame
//   photo   done, unreadable          every look at a chosen photograph has been told
const MARGIN = 0.03, WIDTH = 880;   // around the frame, of its size; pixels of a picture that is looked at
const SHAPE = 85.6 / 53.98;         // of a card

/** open starts the worker; what it is to know of cards comes with setup (see Reader). */
export function open(address, setup, tell) {
  const worker = new Worker(address, { type: 'module' });
  const waiting = new Map();
  let last = 0, stream, frames = 0;
  let failed;
  const ready = new Promise(resolve => {
    failed = () => { tell('engine', 'failed'); resolve(false); };
    worker.addEventListener('error', failed);
    worker.addEventListener('message', ({ data }) => {
      if (data.ready) { tell('engine', 'ready'); resolve(true); }
      else if (data.id) { waiting.get(data.id)(data.seen); waiting.delete(data.id); }
      else failed();
    });
  });
  worker.postMessage({ setup: JSON.parse(setup) });

  // look answers what the worker sees, undefined where it failed, and tells it under a name of the picture.
  async function look(picture) {
    const print = fingerprint(picture), id = ++last;
    const seen = await new Promise(resolve => {
      waiting.set(id, resolve);
      worker.postMessage({ picture, id }, [picture.data.buffer]);
    });
    return seen && { ...seen, print };
  }

  async function run(video, frame, mine) {
    if (!await ready) return;
    while (frames === mine) {
      const corners = document.getElementById(frame);   // drawn anew whenever the page likes
      if (document.hidden || video.readyState < 2 || !corners) { await pause(200); continue; }
      const seen = await look(framed(video, video.videoWidth, video.videoHeight, within(video, corners)));
      if (frames !== mine) return;
      if (seen) tell('seen', JSON.stringify(seen));
      await pause(20);   // the page draws
    }
  }

  return {
    /** look is what the reader sees in one picture as framed makes it. */
    look: picture => ready.then(() => look(picture)),
    /** film shows the camera in a video element and looks at what lies in the element of the id frame, until stop. */
    async film(video, frame) {
      const mine = ++frames;
      const got = await camera();
      if (frames !== mine) { got.stream?.getTracks().forEach(t => t.stop()); return; }
      if (!got.stream) { tell('camera', got.why); return; }
      stream = got.stream;
      const [track] = stream.getVideoTracks();
      track.addEventListener('ended', () => { if (frames === mine) tell('camera', 'lost'); });
      video.muted = true;
      video.srcObject = stream;
      await video.play().catch(() => {});   // it plays by itself where it may
      tell('camera', track.getCapabilities?.().torch ? 'on' : 'dark');
      run(video, frame, mine).catch(failed);   // a browser that cannot cut pictures out (Safari before 16.4 has no OffscreenCanvas)
    },
    /** light switches the lamp; it is off again when the camera is. */
    light(on) {
      return stream?.getVideoTracks()[0]?.applyConstraints({ advanced: [{ torch: on }] }).catch(() => {});
    },
    /** photo looks at a picture from the device, whichever way it was held, and twice where there is a number. */
    async photo(file) {
      this.stop();
      const mine = frames;
      let picture;
      try { picture = await createImageBitmap(file, { imageOrientation: 'from-image' }); } catch { tell('photo', 'unreadable'); return; }
      if (!await ready) return;
      try {
        for await (const seen of looks(picture, look)) {
          if (frames !== mine) break;
          tell('seen', JSON.stringify(seen));
        }
      } catch {
        failed();
        return;
      } finally {
        picture.close();
      }
      if (frames === mine) tell('photo', 'done');
    },
    /** stop ends the camera; the worker and its models stay for another go. */
    stop() {
      frames++;
      stream?.getTracks().forEach(t => t.stop());
      stream = undefined;
    },
    /** close ends all of it and gives its memory back. */
    close() {
      this.stop();
      worker.terminate();
    },
  };
}

const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

// camera asks for the one at the back. Every way it can fail is told apart, since each asks for something else to be done.
async function camera() {
  if (!isSecureContext) return { why: 'insecure' };
  if (!navigator.mediaDevices?.getUserMedia) return { why: 'missing' };
  try {
    return { stream: await navigator.mediaDevices.getUserMedia({ audio: false,
      video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } } }) };
  } catch (e) {
    switch (e.name) {
      case 'NotAllowedError': case 'SecurityError': return { why: 'refused' };
      case 'NotFoundError': case 'OverconstrainedError': return { why: 'missing' };
    }
    return { why: 'busy' };   // NotReadableError, AbortError: something else holds it
  }
}

// within is where the frame lies in the pixels of a video that covers its element.
function within(video, frame) {
  const v = video.getBoundingClientRect(), f = frame.getBoundingClientRect();
  const scale = Math.max(v.width / video.videoWidth, v.height / video.videoHeight);
  const left = (v.width - video.videoWidth * scale) / 2, top = (v.height - video.videoHeight * scale) / 2;
  return [(f.left - v.left - left) / scale, (f.top - v.top - top) / scale, f.width / scale, f.height / scale];
}

/** framed is the part of a picture in a frame [x, y, width, height], with a little around it, as the reader takes it. */
export function framed(source, width, height, [x, y, w, h], angle = 0) {
  const tall = Math.round(WIDTH * h / w);
  const g = new OffscreenCanvas(WIDTH, tall).getContext('2d', { willReadFrequently: true });
  const k = WIDTH / (w * (1 + 2 * MARGIN));
  g.imageSmoothingQuality = 'high';
  g.translate(WIDTH / 2, tall / 2);
  g.rotate(angle);
  g.scale(k, k);
  g.drawImage(source, -x - w / 2, -y - h / 2, width, height);
  return g.getImageData(0, 0, WIDTH, tall);
}

// looks are at the whole photograph, turned until there is a number, then closer where the card is small in it, and once more a
// little differently: one look alone proves nothing.
async function* looks(picture, look) {
  const { width, height } = picture;
  const whole = (turned, by) => {
    const [w, h] = turned ? [height, width] : [width, height];
    const wide = Math.max(w, h * SHAPE) * by;
    return [width / 2 - wide / 2, height / 2 - wide / SHAPE / 2, wide, wide / SHAPE];
  };
  for (const quarter of [0, 1, 3, 2]) {
    const angle = quarter * Math.PI / 2;
    let frame = whole(quarter % 2, 1);
    let seen = await look(framed(picture, width, height, frame, angle));
    if (!seen) return;
    yield seen;
    if (!seen.number && seen.extent) {
      frame = closer(frame, seen.extent, angle);
      seen = await look(framed(picture, width, height, frame, angle));
      if (!seen) return;
      yield seen;
    }
    if (!seen.number) continue;
    for (const by of [0.96, 1.05, 0.93]) {
      const [x, y, w, h] = frame, other = [x + w * (1 - by) / 2, y + h * (1 - by) / 2, w * by, h * by];
      const again = await look(framed(picture, width, height, other, angle));
      if (again) yield again;
    }
    return;
  }
}

// closer is the part of a frame in which there is text, with room around it, in the shape of a card.
function closer([x, y, w, h], [left, top, right, bottom], angle) {
  const wide = Math.min(1, Math.max(right - left, bottom - top) * 1.25);
  const u = ((left + right) / 2 - 0.5) * w, v = ((top + bottom) / 2 - 0.5) * h;   // from the middle, as turned
  const c = Math.cos(angle), s = Math.sin(angle);
  const mx = x + w / 2 + u * c + v * s, my = y + h / 2 - u * s + v * c;
  return [mx - w * wide / 2, my - h * wide / 2, w * wide, h * wide];
}

// fingerprint names a picture by all of its pixels: a camera that stands still never gives two equal ones, a frozen one does.
export function fingerprint(picture) {
  let a = 0x811c9dc5, b = 0x9e3779b9;
  for (const pixel of new Uint32Array(picture.data.buffer)) {
    a = Math.imul(a ^ pixel, 0x01000193);
    b = Math.imul(b ^ (pixel >>> 7 | pixel << 25), 0x85ebca6b) + a | 0;
  }
  return (a >>> 0).toString(16) + (b >>> 0).toString(16);
}
