// A phone ends an app whenever it needs the room. What the server knows it goes on with; this is for what was typed into a form and not
// taken yet: an address, an inquiry, a tick. It waits in the browser, of the one form that was typed into last, half an hour at most,
// as a flow on the server does, and only for whom it is of. docs/drafts.md says which fields of which forms.
//
// A form says in data-draft which of its fields may be kept (Form.Draft in app/ui), and in data-whose the alias of the member
// behind the login. That a field holds a secret, and may not, is looked at here once more.
globalThis.drafts = (function () {
  'use strict';
  const KEY = 'draft', LIFE = 30 * 60_000, MOST = 10_000;   // characters of one draft: an inquiry has 2,000 at most
  const SECRET = /^(cc-number|cc-csc|new-password|current-password|one-time-code)$/;
  let timer;

  const drop = () => { clearTimeout(timer); try { localStorage.removeItem(KEY); } catch { } };   // a browser may forbid it: then there is none

  // read answers the draft, and drops one that is too old or none of ours.
  function read() {
    let draft;
    try { draft = JSON.parse(localStorage.getItem(KEY)); } catch { }
    const age = Date.now() - draft?.at;
    if (age >= 0 && age < LIFE && typeof draft.values === 'object' && draft.values) return draft;
    drop();
  }

  // watch drops the draft when its time is over, as long as a page of ours is open: a page that lay frozen looks when it comes back.
  function watch() {
    clearTimeout(timer);
    const draft = read();
    if (draft) timer = setTimeout(watch, Math.max(0, draft.at + LIFE - Date.now()) + 50);
  }

  const named = form => form?.dataset?.draft?.split(' ') ?? [];
  const secret = field => /^(password|file|hidden)$/.test(field.type) || SECRET.test(field.dataset.offers || field.getAttribute('autocomplete') || '');
  const fields = form => [...form.elements].filter(field => named(form).includes(field.name) && !secret(field));
  const ticked = field => field.type === 'checkbox' || field.type === 'radio';

  // untouched says that a field stands as it was drawn.
  function untouched(field) {
    if (ticked(field)) return field.checked === field.defaultChecked;
    if (field.localName !== 'select') return field.value === field.defaultValue;
    return field.value === ([...field.options].find(o => o.defaultSelected) ?? field.options[0])?.value;
  }

  function save({ target }) {
    const { form } = target;
    if (!form || !fields(form).includes(target)) return;
    const values = {};
    for (const field of fields(form)) {
      if (field.type === 'radio') { if (field.checked) values[field.name] = field.value; }
      else values[field.name] = field.type === 'checkbox' ? field.checked : field.value;
    }
    const draft = JSON.stringify({ path: location.pathname, whose: form.dataset.whose ?? '', at: Date.now(), values });
    if (draft.length > MOST) return drop();
    try { localStorage.setItem(KEY, draft); } catch { }
    watch();
  }

  // restore fills in a form, or all that the page came with.
  function restore(...forms) {
    const draft = read();
    if (!draft) return;
    if (/^\/portal\/(scan|card)$/.test(location.pathname) && draft.path !== location.pathname) return drop();   // a registration begins: perhaps another person's
    if (draft.sent && !again(draft)) return drop();
    if (draft.path !== location.pathname) return;
    for (const form of forms.length ? forms : document.querySelectorAll('form[data-draft]')) {
      if ((form.dataset.whose ?? '') !== draft.whose) { drop(); return; }
      for (const field of fields(form)) {
        const value = draft.values[field.name];
        if (field.type === 'radio') field.checked = typeof value === 'string' ? field.value === value : field.checked;
        else if (!untouched(field)) continue;
        else if (ticked(field)) field.checked = value === true;
        else if (typeof value === 'string') field.value = value;
      }
    }
  }

  // again says whether the page is the answer to a form that was not taken: it has problems, or whoever sent it is to log in first.
  function again(draft) {
    const asked = location.pathname === '/login' && new URLSearchParams(location.search).has('next');
    if (!asked && !(draft.path === location.pathname && document.querySelector('.errsum'))) return false;
    delete draft.sent;
    try { localStorage.setItem(KEY, JSON.stringify(draft)); } catch { }
    return true;
  }

  // sent is called when the browser sends a form. What becomes of it says the page that comes; the app says it itself, see taken.
  function sent({ target }) {
    if (new URL(target.action).pathname === '/logout') return drop();
    const draft = named(target).length && !document.documentElement.hasAttribute('data-live') && read();
    if (draft?.path !== location.pathname) return;
    try { localStorage.setItem(KEY, JSON.stringify({ ...draft, sent: true })); } catch { }
  }

  // taken drops what was kept of a form that the server took.
  function taken(form) {
    if (named(form).length && read()?.path === location.pathname) drop();
  }

  // of says who is logged in: what somebody else typed goes.
  function of(alias) {
    const draft = read();
    if (draft && draft.whose !== alias) drop();
  }

  addEventListener('input', save, true);
  addEventListener('submit', sent, true);
  addEventListener('pageshow', watch);
  document.addEventListener('visibilitychange', watch);
  restore();
  watch();
  return { restore, taken, of };
})();
