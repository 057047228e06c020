// Where a person stands: the states of the screens, reached by plain posts as a browser without scripts sends them. A test
// that is about a screen opens it there, as often and in as many browsers as it likes.
import { registration } from './lib.mjs';

// visitor is a browser without a window: it keeps cookies and posts forms. Each comes from an address of its own, where the server believes
// who says so (NETANSWER_TRUSTED_PROXIES): all that a test of every screen needs is more than one address may have in an hour.
let visitors = 0;
export function visitor(server, agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0') {
  const jar = new Map(), from = `198.51.100.${++visitors % 250 + 1}`;
  let html = '';
  async function ask(path, init = {}) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(server.url + path, { redirect: 'manual', ...init, headers: { 'Accept-Language': 'ja', 'User-Agent': agent, 'X-Forwarded-For': from, cookie, ...init.headers } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      if (value) jar.set(name, value);
      else jar.delete(name);
    }
    html = await answer.text();
    return answer;
  }
  return {
    cookies: () => [...jar].map(([name, value]) => ({ name, value, domain: 'localhost', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' })),
    get: path => ask(path),
    // post answers the path it was sent on to, and throws when the form was not taken.
    async post(path, fields) {
      const answer = await ask(path, { method: 'POST', body: new URLSearchParams(fields), headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
      if (answer.status !== 303) throw new Error(`POST ${path}: ${answer.status} ${html.match(/class="errsum.*?<\/ul>/)?.[0] ?? html.slice(0, 400)}`);
      return answer.headers.get('location');
    },
    html: () => html,
  };
}

export const password = 'Kiri-no-mori7';

// entered has filled in the form with a demo card and stands at the confirm screen.
export async function entered(server, slug, more = {}) {
  const who = visitor(server);
  await who.get('/register');
  const { agree: _, ...typed } = registration(server.card(slug), { password, ...more });
  who.typed = typed;
  const terms_version = who.html().match(/name="terms_version"[^>]*value="([^"]*)"/)?.[1] ?? who.html().match(/value="([^"]*)"[^>]*name="terms_version"/)[1];
  await who.post('/register', { ...typed, agree: 'true', terms_version, part: '' });
  return who;
}

// asked has had a passcode sent and stands at the verify screen, or where the card leads.
export async function asked(server, slug, more) {
  const who = await entered(server, slug, more);
  who.at = await who.post('/register/confirm', {});
  return who;
}

// proven has entered the passcode and stands at the done screen, or where what was typed leads.
export async function proven(server, slug, to, more) {
  const seen = (await server.messages(to)).filter(m => /(?<!\d)\d{6}(?!\d)/.test(m.text)).length;
  const who = await asked(server, slug, more);
  who.at = await who.post('/register/verify', { passcode: await server.passcode(to, seen) });
  return who;
}

// forgot has sent the card to /recover and stands at the verify screen, or where the card leads.
export async function forgot(server, slug) {
  const who = visitor(server);
  await who.get('/recover');
  const { card_number, exp_month, exp_year, security_code } = registration(server.card(slug));
  who.at = await who.post('/recover', { card_number, exp_month, exp_year, security_code });
  return who;
}

// holder has proven who it is on a phone, and stands where the address is asked for; or where the card leads.
export async function holder(server, slug) {
  const { mobile, email } = server.card(slug), to = mobile || email;
  const seen = to ? (await server.messages(to)).filter(m => /(?<!\d)\d{6}(?!\d)/.test(m.text)).length : 0;
  const who = await scanned(server, slug);
  if (who.at === '/portal/verify') who.at = await who.post('/portal/verify', { passcode: await server.passcode(to, seen) });
  return who;
}

// scanned has sent the card on a phone.
export async function scanned(server, slug) {
  const who = visitor(server);
  await who.get('/portal/card');
  const { card_number, exp_month, exp_year, security_code } = registration(server.card(slug));
  who.at = await who.post('/portal/card', { card_number, exp_month, exp_year, security_code });
  return who;
}

// chosen has entered the address on a phone, and goes on as far as it is told: with ID and password, with the consent.
export async function chosen(server, slug, { email = 'nami.no.oto@mail.example.org', member_id, agree } = {}) {
  const who = await holder(server, slug);
  who.at = await who.post('/portal/mail', { email });
  if (member_id) who.at = await who.post('/portal/password', { member_id, password });
  if (agree) {
    await who.get('/portal/terms');
    const [, a, b] = who.html().match(/name="terms_version"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="terms_version"/);
    who.at = await who.post('/portal/terms', { agree: 'true', terms_version: a ?? b });
  }
  return who;
}

// toCall has chosen to call and stands where the number is shown.
export async function toCall(who, root) {
  who.at = await who.post(`${root}/send`, { channel: 'call' });
  return who;
}

// recovered has entered the passcode and is shown the ID.
export async function recovered(server, slug) {
  const { mobile } = server.card(slug);
  const seen = (await server.messages(mobile)).filter(m => /(?<!\d)\d{6}(?!\d)/.test(m.text)).length;
  const who = await forgot(server, slug);
  who.at = await who.post('/recover/verify', { passcode: await server.passcode(mobile, seen) });
  return who;
}

// reset has set a new password.
export async function reset(server, slug, secret = 'Kaze-no-oto9') {
  const who = await recovered(server, slug);
  who.at = await who.post('/recover/password', { password: secret });
  return who;
}

// loggedIn is a member on the home screen, or another.
export async function loggedIn(server, member_id, secret = password, next = '', agent) {
  const who = visitor(server, agent);
  await who.get('/login');
  who.at = await who.post('/login', { member_id, password: secret, next });
  return who;
}

// confirmed has entered the passcode that went to the typed address.
export async function confirmed(server, who, to) {
  await who.post('/settings/mail', { passcode: await server.passcode(to) });
  return who;
}

// adding is a member who adds another card and stands at the verify screen, or where the card leads.
export async function adding(server, slug, login = 'sandbox01', secret = 'Sandbox-01-mihon') {
  const who = await loggedIn(server, login, secret);
  await who.get('/cards/add');
  const { card_number, exp_month, exp_year, security_code } = registration(server.card(slug));
  who.at = await who.post('/cards/add', { card_number, exp_month, exp_year, security_code });
  return who;
}

// added has entered the passcode: the card is the member's.
export async function added(server, slug, ...login) {
  const { mobile } = server.card(slug), seen = (await server.messages(mobile)).filter(m => /(?<!\d)\d{6}(?!\d)/.test(m.text)).length;
  const who = await adding(server, slug, ...login);
  who.at = await who.post('/cards/add/verify', { passcode: await server.passcode(mobile, seen) });
  return who;
}

// card is the ID of a member's n-th card, 0-based.
export async function card(server, who, n = 0) {
  const answer = await fetch(server.url + '/cards', { headers: { Accept: 'application/json', cookie: who.cookies().map(c => `${c.name}=${c.value}`).join('; ') } });
  return (await answer.json()).cards[n].id;
}

// address is where a row of the table is seen: rows whose pattern names something know of what, once they are staged.
export const address = row => addresses[row] ?? row;
const addresses = { '/menu/{procedure}': '/menu/address' };

// places tells the addresses of a statement, the newest but one, and of a use on it, of who is logged in.
async function places(server, cookies) {
  const ask = async path => {
    const answer = await fetch(server.url + path, { headers: { Accept: 'application/json', cookie: cookies.map(c => `${c.name}=${c.value}`).join('; ') } });
    return answer.ok ? answer.json() : null;
  };
  const today = new Date(Date.now() + 9 * 3600e3);
  let newest = null;
  for (let ahead = 2; !newest; ahead--) newest = await ask('/statements/' + new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + ahead, 1)).toISOString().slice(0, 7));
  const month = `/statements/${newest.months[1].month}`;
  const { uses } = await ask(month);
  addresses['/statements/{month}'] = month;
  addresses['/statements/{month}/uses/{ref}'] = `${month}/uses/${uses[0].ref}`;
}

// Two browsers, by what they call themselves.
export const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
export const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

// data is what a screen shows, as JSON.
export async function data(server, who, path) {
  const answer = await fetch(server.url + path, { headers: { Accept: 'application/json', cookie: who.cookies().map(c => `${c.name}=${c.value}`).join('; ') } });
  return answer.json();
}

// noticed has something in the inbox, and tells the address of the first of it.
async function noticed(server, who) {
  const { notices } = await data(server, who, '/inbox');
  addresses['/inbox/{id}'] = `/inbox/${notices.at(-1).id}`;
  who.at = '/inbox/{id}';
  return who;
}

// drafted has asked for something and stands at the sheet of the order; fields are made of the screen's data.
export async function drafted(server, who, path, fields) {
  who.at = await who.post(path, fields(await data(server, who, path)));
  return who;
}

// agreed has confirmed the sheet and stands where that leads.
export async function agreed(server, who) {
  const { documents = [] } = await data(server, who, who.at);
  who.at = await who.post(who.at, { documents: documents.map(d => `${d.key}@${d.version}`).join(' '), agree: 'true' });
  return who;
}

// lowers is a step less than now, lent the least that is lent.
export const lowers = d => ({ of: 'shopping', limit: String(Math.floor((d.now - 1) / d.step) * d.step), key: d.key });
export const lent = d => ({ amount: String(d.least), way: 'once', terms: d.terms, key: d.key });

// twice is logged in on a phone as well.
async function twice(server, member_id, secret) {
  await loggedIn(server, member_id, secret, '', iphone);
  return loggedIn(server, member_id, secret, '/settings', windows);
}

// dearest is the screen of the largest use whose payment can be changed.
export async function dearest(server, who) {
  const { uses } = await data(server, who, '/payment');
  return '/payment/' + uses.filter(u => u.ways.includes('instalments') && u.ways.includes('revolving')).reduce((a, b) => a.left > b.left ? a : b).ref;
}

// borrower is a member to whom cash is lent.
async function borrower(server) {
  await proven(server, 'cash', server.card('cash').mobile, { member_id: 'kane2468' });
  return loggedIn(server, 'kane2468', password, '/cashing');
}

// stages are the screens of the table with somebody who may see each: row → {path, cookies}.
// stages are the screens of the table with somebody who may see each: row → {path, cookies}.
export async function stages(server) {
  const { mobile } = server.card('sms');
  const done = await proven(server, 'sms', mobile, { member_id: 'hanako2468', email: 'hanako.no.kaze@mail.example.org' }); // an address that nobody else is sent passcodes to
  const both = server.card('both');
  const open = await proven(server, 'mail', server.card('mail').email, { member_id: 'mada2468', email: 'mada.no.kaze@mail.example.org' });
  const own = await proven(server, 'both', both.mobile, { member_id: `kiri${both.mobile.slice(-4)}no` }); // the end of the phone number on file
  const some = {
    '/': visitor(server),
    '/register': visitor(server),
    '/register/confirm': await entered(server, 'sms', { member_id: 'hanako1357' }),
    '/register/verify': await asked(server, 'both', { member_id: 'kiri1357no' }),
    '/register/call': await asked(server, 'landline', { member_id: 'denwa1357' }),
    '/register/password': own,
    '/register/unable': await asked(server, 'nocontact', { member_id: 'shino2468' }),
    '/register/done': open,
    '/portal/scan': visitor(server),
    '/portal/card': visitor(server),
    '/portal/verify': await scanned(server, 'refund'),
    '/portal/call': await toCall(await scanned(server, 'late'), '/portal'),
    '/portal/mail': await holder(server, 'overdue'),
    '/portal/password': await chosen(server, 'overdue'),
    '/portal/terms': await chosen(server, 'amex', { member_id: 'hayate2468' }),
    '/portal/unable': await scanned(server, 'nocontact'),
    '/portal/done': await chosen(server, 'unused', { member_id: 'tsubame2468', agree: true }),
    '/guide': visitor(server),
    '/guide/pc': visitor(server),
    '/guide/iphone': visitor(server),
    '/guide/android': visitor(server),
    '/app': visitor(server),
    '/recover': visitor(server),
    '/recover/verify': await forgot(server, 'registered'),
    '/recover/call': await toCall(await forgot(server, 'registered'), '/recover'),
    '/recover/password': await recovered(server, 'newphone'),
    '/recover/unable': await forgot(server, 'nocontact'),
    '/recover/done': await reset(server, 'reissued'),
    '/login': visitor(server),
    '/home': await confirmed(server, await loggedIn(server, 'hanako2468'), done.typed.email),
    '/usage': await loggedIn(server, 'hanako2468', password, '/usage'),
    '/limit': await loggedIn(server, 'hanako2468', password, '/limit'),
    '/limit/raise': await loggedIn(server, 'hanako2468', password, '/limit/raise'),
    '/limit/lower': await loggedIn(server, 'hanako2468', password, '/limit/lower'),
    '/cashing': await borrower(server),
    '/payment': await loggedIn(server, 'hanako2468', password, '/payment'),
    '/payment/{use}': await loggedIn(server, 'hanako2468', password, '/payment'),
    '/statements': await loggedIn(server, 'hanako2468', password, '/statements'),
    '/statements/{month}': await loggedIn(server, 'hanako2468'),
    '/statements/{month}/uses/{ref}': await loggedIn(server, 'hanako2468'),
    '/menu': await loggedIn(server, 'mada2468', password, '/menu'),
    '/menu/{procedure}': await loggedIn(server, 'hanako2468'),
    '/menu/faq': await loggedIn(server, 'hanako2468', password, '/menu/faq'),
    '/menu/contact': await loggedIn(server, 'hanako2468', password, '/menu/contact'),
    '/inbox': await loggedIn(server, 'mada2468', password, '/inbox'),
    '/inbox/{id}': await noticed(server, await loggedIn(server, 'mada2468')),
    '/settings': await twice(server, 'sandbox02', 'Kaze-no-oto9'),
    '/vault': await loggedIn(server, 'mada2468', password, '/vault'),
    '/settings/mail': await loggedIn(server, 'mada2468', password, '/settings/mail'),
    '/cards/add': await loggedIn(server, 'sandbox01', 'Sandbox-01-mihon', '/cards/add'),
    '/cards/add/verify': await adding(server, 'plans'),
    '/cards/add/call': await toCall(await adding(server, 'revolving'), '/cards/add'),
    '/cards/add/unable': await adding(server, 'nocontact'),
    '/cards/add/done': await added(server, 'gold'),
    '/cards': await loggedIn(server, 'hanako2468', password, '/cards'),
  };
  const once = () => loggedIn(server, 'kane2468'); // once more
  some['/orders'] = await agreed(server, await drafted(server, await once(), '/limit/lower', lowers));
  some['/orders'].at = '/orders';
  some['/orders/{id}'] = await drafted(server, await once(), '/cashing', lent);
  addresses['/orders/{id}'] = some['/orders/{id}'].at;
  some['/prove/verify'] = await agreed(server, await drafted(server, await once(), '/cashing', lent));
  some['/prove/call'] = await toCall(await agreed(server, await drafted(server, await once(), '/cashing', lent)), '/prove');
  some['/prove/unable'] = await agreed(server, await drafted(server, await once(), '/cashing', lent));
  some['/prove/unable'].at = await some['/prove/unable'].post('/prove/desk', {});
  some['/cards/{card}'] = await loggedIn(server, 'hanako2468', password, '/cards');
  some['/cards/{card}'].at = '';
  addresses['/cards/{card}'] = '/cards/' + await card(server, some['/cards']);
  some['/cards/{card}/remove'] = some['/cards/add'];
  addresses['/cards/{card}/remove'] = `/cards/${await card(server, some['/cards/add'], 1)}/remove`;
  addresses['/payment/{use}'] = await dearest(server, some['/payment']);
  await places(server, some['/statements/{month}'].cookies());
  return Object.fromEntries(Object.entries(some).map(([row, who]) => {
    if (who.at && who.at !== row && !row.includes('{')) throw new Error(`${row}: sent on to ${who.at}`);
    return [row, who.cookies()];
  }));
}
