// The start of the app. The page works without it, before it and after it: this fetches the Wasm, waits for a pause in the
// person's typing, and has Go take over the page as it stands. It is one script with Go's wasm_exec.js, hydrate.js, install.js and draft.js.
(function () {
  'use strict';
  const html = document.documentElement;

  // Where a browser refuses storage, to ask for it throws, and an exception out of a property ends a Go program. go-app cannot do without
  // the first two: they last as long as the page, then. The others are not there.
  function forgetful() {
    const held = new Map();
    return {
      get length() { return held.size; }, key: i => [...held.keys()][i] ?? null, clear: () => held.clear(),
      getItem: key => held.get(String(key)) ?? null, setItem: (key, value) => { held.set(String(key), String(value)); }, removeItem: key => { held.delete(String(key)); },
    };
  }
  for (const [name, stand] of [['localStorage', forgetful()], ['sessionStorage', forgetful()], ['indexedDB'], ['caches']]) {
    try {
      void globalThis[name];
    } catch {
      try { Object.defineProperty(globalThis, name, { value: stand, configurable: true }); } catch { }
    }
  }

  // Who was led here instead of elsewhere has been told so: not once more at the next reload.
  const address = new URL(location.href);
  if (address.searchParams.has('moved') || address.searchParams.has('done')) {
    address.searchParams.delete('moved');
    address.searchParams.delete('done');
    history.replaceState(history.state, '', address);
  }

  // The look that the person chose, where the page is older than the choice: kept for days without a network, or come back to.
  function dress() {
    const chosen = document.cookie.match(/(?:^|; )theme=(light|dark)(?:;|$)/)?.[1];
    if (chosen) html.dataset.theme = chosen;
    else delete html.dataset.theme;
  }
  dress();
  addEventListener('pageshow', event => { if (event.persisted) dress(); });

  // A page for paper is drawn and done: it is printed, and again when that is pressed. The app would but draw its thousands of
  // rows once more.
  if (document.querySelector('[data-print]')) {
    document.addEventListener('click', e => { if (e.target.closest('.print-now')) print(); });
    addEventListener('load', () => print());
    return;
  }

  // A list that leads somewhere leads there as soon as something is chosen. The app does it without loading a page.
  document.addEventListener('change', e => {
    if (e.target.dataset?.goes && !html.hasAttribute('data-live')) e.target.form.submit();
  });

  // go-app asks for these. Without the first, tel: links would become addresses of ours.
  const settings = { GOAPP_INTERNAL_URLS: '["tel:","sms:","mailto:"]', GOAPP_STATIC_RESOURCES_URL: '/web' };
  globalThis.goappGetenv = key => settings[key];

  // What our Trusted Types policy lets through are the addresses of our two workers: the service worker and the reader of cards.
  const WORKERS = /^\/(sw|web\/scan\/worker\.[0-9a-f]+)\.js$/;
  const policy = globalThis.trustedTypes?.createPolicy('app', { createScriptURL(u) { if (!WORKERS.test(u)) throw new TypeError(u); return u; } });
  const trusted = address => policy ? policy.createScriptURL(address) : address;

  // The scan screen asks for its module only when it opens: nobody else downloads it.
  // settled once the browser has painted, or soon where nobody looks
  globalThis.painted = () => new Promise(done => { requestAnimationFrame(() => setTimeout(done)); setTimeout(done, 100); });
  globalThis.openScan = (camera, reader, ...more) => import(camera).then(module => module.open(trusted(reader), ...more));

  // A reload keeps the history that the app wrote. Going back in it loads nothing by itself until the app is there.
  const reload = () => location.reload();
  addEventListener('popstate', reload);

  // The app restores scrolling itself; a reload leaves that to the browser.
  addEventListener('pagehide', () => { history.scrollRestoration = 'auto'; });
  addEventListener('pageshow', () => { if (html.hasAttribute('data-live')) history.scrollRestoration = 'manual'; });

  // Browsers write what is typed into their history on disk, to restore the page, unless autocomplete is off. Card number,
  // code and passcode may not lie there: it is off. While such a field is empty it may offer to be filled in.
  function offer(event) {
    const field = event.target, offers = field?.dataset?.offers;
    if (offers) field.autocomplete = field.value ? 'off' : offers;
  }
  addEventListener('focusin', offer, true);
  addEventListener('input', offer, true);

  // pause is kept when nobody has pressed, typed or composed for a second; at once when nobody began, or looks elsewhere.
  const PAUSE = 1000;
  let last = -Infinity, composing = false, pointers = 0;
  const touch = () => { last = performance.now(); };
  for (const name of ['keydown', 'input', 'paste', 'wheel', 'touchmove']) addEventListener(name, touch, { capture: true, passive: true });
  addEventListener('pointerdown', () => { pointers++; touch(); }, true);
  for (const name of ['pointerup', 'pointercancel']) addEventListener(name, () => { pointers = Math.max(0, pointers - 1); touch(); }, true);
  addEventListener('compositionstart', () => { composing = true; touch(); }, true);
  addEventListener('compositionend', () => { composing = false; touch(); }, true);

  function pause() {
    return new Promise(resolve => {
      (function look() {
        const left = last + PAUSE - performance.now();
        if (document.hidden || (left <= 0 && !composing && !pointers)) resolve();
        else setTimeout(look, Math.max(left, 50));
      })();
    });
  }

  // The line on top counts unpacked bytes; Content-Length would count packed ones.
  function progress(size) {
    const line = document.createElement('progress');
    line.id = 'line';
    line.max = size;
    line.value = 0;
    line.setAttribute('aria-hidden', 'true');
    document.body.append(line);
    return line;
  }

  async function compile(address, line, options) {
    const answer = await fetch(address, options);
    if (!answer.ok) throw new Error('wasm: ' + answer.status);
    let got = 0;
    const counted = answer.body.pipeThrough(new TransformStream({
      transform(part, out) { line.value = got += part.length; out.enqueue(part); },
    }));
    return WebAssembly.compileStreaming(new Response(counted, { headers: { 'Content-Type': 'application/wasm' } }));
  }

  // watch finds out that a newer app than the one in view is ready, and has the page say so: Go decides when (app/page). A page
  // that came from the server is as new as its worker, and says nothing; one that has been open for long, as an installed app
  // is for days, is not. The newer one is taken when the person says so here, and else when the app starts next.
  const HOUR = 3600_000;
  function watch(registration) {
    let looked = Date.now();
    const look = () => {
      const { waiting } = registration;
      if (!waiting || !navigator.serviceWorker.controller) return;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => {
        if (data === html.dataset.version) return;
        globalThis.takeNewer = () => {
          navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
          waiting.postMessage('go');
        };
        dispatchEvent(new Event('newer'));
      };
      waiting.postMessage('version', [port2]);
    };
    look();
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing.addEventListener('statechange', () => { if (installing.state === 'installed') look(); });
    });
    document.addEventListener('visibilitychange', () => {   // come back to: a new app may be there since
      if (document.hidden || Date.now() - looked < HOUR) return;
      looked = Date.now();
      registration.update().catch(() => {});
    });
  }

  // A screen that waits for something is loaded anew now and then where the app cannot find out by itself.
  function again() {
    const at = document.querySelector('[data-reload]')?.dataset.reload;
    if (at) setTimeout(() => location.replace(at), 5000);
  }

  async function start() {
    const { wasm, size } = html.dataset;
    if (!wasm || typeof WebAssembly !== 'object' || !WebAssembly.compileStreaming || !document.getElementById('site-data')) {   // without: a page of the developers, drawn and done
      removeEventListener('popstate', reload);   // nobody will write into the history
      again();
      return;
    }
    const line = progress(Number(size));
    try {
      const go = new Go();
      // A page left in mid-download can spoil the cache's entry for the next: once more, past the cache.
      const module = await compile(wasm, line).catch(() => compile(wasm, line, { cache: 'reload' }));
      const instance = await WebAssembly.instantiate(module, go.importObject);
      line.remove();
      await pause();
      performance.mark('run');
      const end = adopt(document.body.firstElementChild);
      let over;
      try {
        over = go.run(instance);   // mounts before it returns
      } finally {
        end();                     // also when the mount failed half way
      }
      performance.mark('mounted');
      offer({ target: document.activeElement });   // go-app wrote its own
      removeEventListener('popstate', reload);
      if ('serviceWorker' in navigator) navigator.serviceWorker.register(trusted('/sw.js')).then(watch).catch(() => {});
      await over;                  // it ended: a panic. Links and forms are the browser's again.
    } catch (e) {
      console.error(e);
      line.remove();
    }
    html.removeAttribute('data-live');
    for (const name of ['onclick', 'onpopstate', 'onresize']) window[name] = null;
    addEventListener('popstate', reload);
    again();
  }
  start();
})();
