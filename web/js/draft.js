// A phone ends an app whenever it needs the room. The flow lies on the server and goes on where it stood; this is for what was
// typed on a screen of the phone journey and not sent yet: an address, an ID, a date, a tick. It waits in the browser until it
// is sent, half an hour at most, as long as the flow waits for it. Card number, code, password and passcode are never among it.
(function () {
  'use strict';
  const KEY = 'draft', LIFE = 30 * 60_000, KEPT = ['email', 'member_id', 'exp_month', 'exp_year', 'agree'];
  const drop = () => { try { localStorage.removeItem(KEY); } catch { } };   // a browser may forbid it: then there is none

  function restore() {
    let draft;
    try { draft = JSON.parse(localStorage.getItem(KEY)); } catch { }
    if (!draft) return;
    if (!(Date.now() - draft.at < LIFE)) return drop();
    if (/^\/portal\/(scan|card)$/.test(location.pathname) && draft.path !== location.pathname) return drop();   // a registration begins: perhaps another person's
    if (draft.path !== location.pathname) return;
    for (const [name, value] of Object.entries(draft.values)) {
      const field = KEPT.includes(name) && document.querySelector(`main form [name="${name}"]`);
      if (!field) continue;
      if (field.type === 'checkbox') field.checked = value === true;
      else if (field.value === field.defaultValue) field.value = value;
    }
  }

  function save({ target }) {
    if (!KEPT.includes(target.name) || !target.form?.getAttribute('action')?.startsWith('/portal/')) return;
    const values = {};
    for (const field of target.form.elements) if (KEPT.includes(field.name)) values[field.name] = field.type === 'checkbox' ? field.checked : field.value;
    try { localStorage.setItem(KEY, JSON.stringify({ path: location.pathname, at: Date.now(), values })); } catch { }
  }

  addEventListener('input', save, true);
  addEventListener('submit', drop, true);
  restore();
})();
