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

  async function wipe() {
    if (await there()) await done(indexedDB.deleteDatabase(NAME));
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
    await wipe();
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

  // Logging out wipes first, whether the server can be reached or not.
  addEventListener('submit', event => {
    const form = event.target;
    if (event.defaultPrevented || form.getAttribute?.('action') !== '/logout') return;
    event.preventDefault();
    const late = new Promise(resolve => setTimeout(resolve, 2000));   // a logout waits for no database
    Promise.race([wipe(), late]).catch(() => {}).finally(() => form.submit());
  });

  return { look, heard, make, put, open, wipe };
})();
