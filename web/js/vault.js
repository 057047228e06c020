// The vault: statements that this device keeps, to be read without a network. What is kept is encrypted; the key to it opens with
// the person's PIN alone, which is stored nowhere. docs/offline.md says what is kept, why, and what bounds it.
//
// Who writes need not know the PIN, so that what is kept can be renewed whenever the person is logged in: each time a new AES-GCM key
// is made and wrapped by a public key (RSA-OAEP), whose private half lies wrapped under the PIN (PBKDF2, AES-GCM).
globalThis.vault = (function () {
  'use strict';
  const NAME = 'vault', STORE = 'vault';
  const LIFE = 30 * 24 * 60 * 60 * 1000;              // ms without a word from the server
  const TRIES = 10;                                   // wrong PINs in a row
  const LEAST = 600_000, MOST = 20_000_000;           // iterations of PBKDF2-HMAC-SHA-256; the least is OWASP's
  const COST = 700;                                   // ms that one try takes on this device
  const RSA = { name: 'RSA-OAEP', hash: 'SHA-256' };
  const subtle = globalThis.crypto?.subtle;           // none where the page is not secure

  const done = request => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  // within runs f over the store in one transaction: two tabs do not lose each other's tries.
  async function within(mode, f) {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    const db = await done(request);
    db.onversionchange = () => db.close();             // another tab wipes
    try {
      const tx = db.transaction(STORE, mode, { durability: 'strict' });
      const over = new Promise((resolve, reject) => { tx.oncomplete = resolve; tx.onabort = () => reject(tx.error); });
      const answer = await f(tx.objectStore(STORE));
      await over;
      return answer;
    } finally {
      db.close();
    }
  }

  // change writes what f makes of the state, if there is one.
  const change = f => within('readwrite', async store => {
    let state = await done(store.get('state'));
    if (state) store.put(state = { ...state, ...f(state) }, 'state');
    return state;
  });

  // there says whether anything is kept, without making a place for it.
  async function there() {
    if (!globalThis.indexedDB || !subtle) return false;
    return !indexedDB.databases || (await indexedDB.databases()).some(db => db.name === NAME);
  }

  async function erase() {
    if (await there()) await done(indexedDB.deleteDatabase(NAME));
  }

  // mark is a cookie beside the one that only the server reads: a browser that needs room throws databases away, but no cookies. It tells
  // that apart from what we wiped ourselves.
  const mark = () => document.cookie.match(/(?:^|; )kept=(\w+)/)?.[1] ?? '';

  async function wipe() {
    if (mark()) document.cookie = 'kept=wiped; Path=/; Secure; SameSite=Strict; Max-Age=34560000';
    await erase();
  }

  // A clock that is put back prolongs nothing: the time is the highest ever seen.
  const later = s => Math.max(s.now, Date.now());

  // look is what can be known without the PIN: {at, left, by}, or null when nothing is kept. at is when the statements were fetched, ms; 0:
  // not yet. left is how many tries are left, by the release of the app that fetched them.
  async function look() {
    if (!await there()) return null;
    const state = await change(s => ({ now: later(s) }));
    if (state && state.now - state.heard <= LIFE && state.tries < TRIES) return { at: state.at, left: TRIES - state.tries, by: state.by ?? '' };
    await wipe();
    return null;
  }

  // heard notes that the server said to go on.
  const heard = () => change(s => ({ now: later(s), heard: later(s) }));

  const random = n => crypto.getRandomValues(new Uint8Array(n));

  async function stretch(pin, salt, iterations) {
    const typed = await subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveKey']);
    return subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, typed, { name: 'AES-GCM', length: 256 }, false, ['wrapKey', 'unwrapKey']);
  }

  // cost is how many iterations take COST here.
  async function cost() {
    const began = performance.now();
    await stretch('000000', random(16), LEAST / 4);
    return Math.round(Math.min(MOST, Math.max(LEAST, LEAST / 4 * COST / Math.max(1, performance.now() - began))));
  }

  // make begins an empty vault under a PIN, in place of one that there was. ways is a list: a passkey (PRF) may open it too one day.
  async function make(pin) {
    await erase();
    navigator.storage?.persist?.().catch(() => {});
    const pair = await subtle.generateKey({ ...RSA, modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]) }, true, ['encrypt', 'decrypt']);
    const salt = random(16), iv = random(12), iterations = await cost();
    const key = await subtle.wrapKey('pkcs8', pair.privateKey, await stretch(pin, salt, iterations), { name: 'AES-GCM', iv });
    const seal = await subtle.importKey('spki', await subtle.exportKey('spki', pair.publicKey), RSA, false, ['encrypt']);
    const now = Date.now();
    await within('readwrite', store => { store.put({ ways: [{ by: 'pin', salt, iterations, iv, key }], seal, tries: 0, now, heard: now, at: 0 }, 'state'); });
  }

  const packed = (bytes, stream) => new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer();

  // put keeps a text, fetched now by a release of the app, in place of the one before; false when there is no vault.
  async function put(text, by) {
    const state = await there() && await within('readonly', store => done(store.get('state')));
    if (!state) return false;
    const raw = random(32), iv = random(12);
    const key = await subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']);
    const data = await subtle.encrypt({ name: 'AES-GCM', iv }, key, await packed(new TextEncoder().encode(text), new CompressionStream('gzip')));
    const kept = { key: await subtle.encrypt(RSA, state.seal, raw), iv, data };
    return within('readwrite', async store => {
      const now = await done(store.get('state'));
      if (!now) return false;                          // wiped meanwhile
      store.put({ ...now, now: later(now), at: Date.now(), by }, 'state');
      store.put(kept, 'kept');
      return true;
    });
  }

  // open tries a PIN: {text, at} when it is right, else {left}, how many tries are left: with none all is wiped. A try counts before it is
  // made, whatever becomes of the page.
  async function open(pin) {
    if (!await look()) return { left: 0 };
    const state = await change(s => ({ tries: s.tries + 1 }));   // several tabs at once: each counts
    if (!state || state.tries > TRIES) {
      await wipe();
      return { left: 0 };
    }
    const [way] = state.ways;
    let key;
    try {
      key = await subtle.unwrapKey('pkcs8', way.key, await stretch(pin, way.salt, way.iterations), { name: 'AES-GCM', iv: way.iv }, RSA, false, ['decrypt']);
    } catch {
      if (state.tries >= TRIES) await wipe();
      return { left: Math.max(0, TRIES - state.tries) };
    }
    await change(() => ({ tries: 0 }));
    const kept = await within('readonly', store => done(store.get('kept')));
    if (!kept) return { text: '', at: 0 };             // made, and cut off before anything came
    const data = await subtle.importKey('raw', await subtle.decrypt(RSA, key, kept.key), 'AES-GCM', false, ['decrypt']);
    const bytes = await packed(await subtle.decrypt({ name: 'AES-GCM', iv: kept.iv }, data, kept.data), new DecompressionStream('gzip'));
    return { text: new TextDecoder().decode(bytes), at: state.at };
  }

  // A logout that the server has not heard of is noted as a cache without anything in it, where the service worker sees it too: it lets
  // no page come before (web/js/sw.js).
  const LEAVING = 'leaving', PATIENCE = 8000;
  const leaving = async () => Boolean(globalThis.caches) && caches.has(LEAVING);

  // said tells the server of a logout: its answer, or null.
  const said = fields => fetch('/logout', { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);

  // leave does so for one that waits; true when none waits any more.
  async function leave() {
    if (!await leaving()) return true;
    if ((await said())?.type !== 'opaqueredirect') return false;
    await caches.delete(LEAVING);
    return true;
  }

  // out logs out. What is kept goes first, whether the server can be reached or not.
  async function out(form) {
    const late = new Promise(resolve => setTimeout(resolve, 2000));   // a logout waits for no database
    await Promise.race([wipe(), late]).catch(() => {});
    let noted = false;
    try {
      await caches.open(LEAVING);
      noted = true;
    } catch { }                                        // a browser that forbids it: the form goes as forms go
    const answer = noted && await said(new FormData(form));
    if (answer?.type === 'opaqueredirect') {
      await caches.delete(LEAVING);
      location.assign('/login?out=1');
    } else if (!noted || answer) {                     // the server says why not
      if (noted && answer.status < 500) await caches.delete(LEAVING);
      form.submit();
    } else if (document.documentElement.hasAttribute('data-live')) dispatchEvent(new Event('left'));
    else location.assign('/login?out=1');              // the service worker has the page for it
  }

  // A page that came past the service worker asks by itself; one that the app runs in asks again (app/page).
  leaving().then(async waits => { if (waits && await leave()) location.replace('/login?out=1'); }).catch(() => {});

  addEventListener('submit', event => {
    const form = event.target;
    if (event.defaultPrevented || form.getAttribute?.('action') !== '/logout') return;
    event.preventDefault();
    out(form);
  });

  return { look, heard, make, put, open, wipe, mark, leaving, leave };
})();
