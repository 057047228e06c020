// Behind nginx, as docs/nginx.conf has it: two replicas on one PostgreSQL, one after the other replaced or killed while a person
// registers. The person notices nothing.
import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn } from 'node:child_process';
import { X509Certificate, createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { at, enter, launch, person, press, registration, root, sleep } from './lib.mjs';
import { postgres } from './postgres.mjs';
import { freePort } from './server.mjs';

const binary = path.join(root, 'bin/netanswer');
const program = existsSync('/usr/sbin/nginx') ? '/usr/sbin/nginx' : 'nginx';
const folder = mkdtempSync(path.join(tmpdir(), 'netanswer-proxy-'));
let started, database, cards;
// The browser trusts our certificate, the service worker's script too, and no other.
const browser = () => (started ??= launch(`--ignore-certificate-errors-spki-list=${createHash('sha256')
  .update(new X509Certificate(readFileSync(path.join(folder, 'tls.pem'))).publicKey.export({ type: 'spki', format: 'der' })).digest('base64')}`));

before(async () => {
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=localhost',
    '-addext', 'subjectAltName=DNS:localhost', '-keyout', path.join(folder, 'tls.key'), '-out', path.join(folder, 'tls.pem')], { stdio: 'ignore' });
  database = await postgres();
  cards = JSON.parse((await promisify(execFile)(binary, ['cards', '--json'])).stdout);
});
after(async () => {
  await (await started)?.close();
  await database.remove();
  rmSync(folder, { recursive: true, force: true });
});

// nginx runs the documented file with the places of this test, and its idle time and the drain shortened alike (4 s and 5 s there), in front of two ports. It answers {url, log(), stop()}.
async function nginx(ports) {
  const [tls, plain] = [await freePort(), await freePort()];
  const here = mkdtempSync(path.join(folder, 'nginx-'));
  const places = {
    '127.0.0.1:8081': `127.0.0.1:${ports[0]}`, '127.0.0.1:8082': `127.0.0.1:${ports[1]}`, 'listen 443 ': `listen 127.0.0.1:${tls} `, 'listen 80;': `listen 127.0.0.1:${plain};`,
    '/run/nginx.pid': `${here}/pid`, '/var/log/nginx/': `${here}/`, '/etc/netanswer/': `${folder}/`, 'keepalive_timeout 4s;': 'keepalive_timeout 1s;',
    'http {': `http {\n${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(what => `${what}_temp_path ${here}/${what};`).join('\n')}`,
  };
  let conf = readFileSync(path.join(root, 'docs/nginx.conf'), 'utf8');
  for (const [documented, ours] of Object.entries(places)) {
    assert.ok(conf.includes(documented), `docs/nginx.conf has no ${documented}`);
    conf = conf.replaceAll(documented, ours);
  }
  writeFileSync(path.join(here, 'nginx.conf'), conf);
  const args = ['-p', here, '-c', path.join(here, 'nginx.conf')];
  await promisify(execFile)(program, [...args, '-t']); // it says what it does not like
  const process = spawn(program, [...args, '-g', 'daemon off;'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise(done => process.once('exit', done));
  const url = `https://localhost:${tls}`;
  for (const end = Date.now() + 15_000; ; await sleep(25)) {
    if (await ask(url, '/').then(() => true, () => false)) break;
    assert.ok(Date.now() < end && process.exitCode === null, 'nginx does not start');
  }
  return { url, plain, log: () => readFileSync(path.join(here, 'error.log'), 'utf8'), async stop() { process.kill('SIGTERM'); await ended; } };
}

// ask asks through nginx from an address of our own choice.
const ask = (url, to, { method = 'GET', body, from, headers = {} } = {}) => new Promise((done, failed) => {
  const r = request(url + to, { method, rejectUnauthorized: false, localAddress: from, agent: false, headers: { ...(body && { 'Content-Type': 'application/x-www-form-urlencoded' }), ...headers } }, answer => {
    let text = '';
    answer.on('data', part => { text += part; });
    answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, text }));
  });
  r.on('error', failed);
  r.end(body);
});

// replica is one process on a port: {up(), stop(), kill(), passcodes(to)}.
function replica(port, url) {
  let process, ended, output = '';
  return {
    port,
    output: () => output,
    async up() {
      process = spawn(binary, ['serve', '--dev'], {
        cwd: folder, stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...globalThis.process.env, NETANSWER_LISTEN: `127.0.0.1:${port}`, NETANSWER_PUBLIC_URL: url, NETANSWER_DRAIN: '2s', NETANSWER_DATABASE: database.dsn, NETANSWER_TRUSTED_PROXIES: '127.0.0.1/32' },
      });
      for (const stream of [process.stdout, process.stderr]) stream.on('data', part => { output += part; });
      const mine = process;
      ended = new Promise(done => process.once('exit', (code, signal) => done(code ?? signal)));
      for (const end = Date.now() + 20_000; ; await sleep(20)) {
        if (await fetch(`http://127.0.0.1:${port}/readyz`).then(r => r.ok, () => false)) return;
        assert.ok(Date.now() < end && mine.exitCode === null, `the replica is not ready:\n${output}`);
      }
    },
    async end(signal) {
      process.kill(signal);
      return ended;
    },
    async passcodes(to) {
      const answer = await fetch(`http://127.0.0.1:${port}/dev/handset/messages?to=${encodeURIComponent(to)}`).catch(() => null);
      return answer ? (await answer.json()).map(m => m.text.match(/(?<!\d)\d{6}(?!\d)/)?.[0]).filter(Boolean) : [];
    },
  };
}

// site is nginx with two replicas behind it.
async function site(t) {
  const ports = [await freePort(), await freePort()];
  const proxy = await nginx(ports);
  const replicas = ports.map(port => replica(port, proxy.url));
  await replicas[0].up(); // the first makes the keys and the tables
  await replicas[1].up();
  t.after(async () => {
    for (const r of replicas) await r.end('SIGKILL');
    await proxy.stop();
  });
  return {
    url: proxy.url, plain: proxy.plain, log: proxy.log, replicas,
    async replace(i) {
      assert.equal(await replicas[i].end('SIGTERM'), 0, 'a replica that is asked to end does so');
      await replicas[i].up();
    },
    async passcode(to) {
      for (const end = Date.now() + 15_000; Date.now() < end; await sleep(50)) {
        const codes = (await Promise.all(replicas.map(r => r.passcodes(to)))).flat();
        if (codes.length) return codes[0];
      }
      throw new Error(`no passcode arrived at ${to}`);
    },
  };
}

// A person registers, logs in and looks, and at each step something happens to a replica.
async function register(s, who, slug, typed, happens) {
  const { page } = who, card = cards.find(c => c.case === slug);
  await page.goto('/');
  await at(who, '/');
  await press(page, '新規登録をはじめる');
  await at(who, '/register');
  const values = { ...registration(card), ...typed };
  const { agree, ...most } = values;
  await enter(page, most);
  await happens(0);
  for (const [name, value] of Object.entries(most)) assert.equal(await page.locator(`[name="${name}"]`).first().inputValue().then(v => v.replace(/ /g, '')), value, `${name} stands as it was typed`);
  await enter(page, { agree });
  const during = happens(1);
  await press(page, '規約に同意して確認画面へ');
  await at(who, '/register/confirm');
  await during;
  await press(page, 'ご本人様確認へ進む');
  await at(who, '/register/verify');
  const passcode = await s.passcode(card.mobile);
  const last = happens(0);
  await enter(page, { passcode });
  await press(page, '認証する');
  await at(who, '/register/done');
  await last;
  await press(page, 'さっそくログインしてみましょう');
  await at(who, '/login');
  await happens(1);
  await enter(page, { password: values.password });
  await page.locator('main button[type=submit]').first().click();
  await at(who, '/home');
  assert.ok((await page.locator('main').innerText()).includes(card.holder));
}

for (const [scripts, slug, member_id] of [[true, 'sms', 'hanako2468x'], [false, 'both', 'tarou1357y']]) {
  test(`both replicas are replaced while a person registers, scripts ${scripts ? 'on' : 'off'}`, async t => {
    const s = await site(t);
    const who = await person(await browser(), s, { scripts });
    t.after(() => who.context.close());
    await register(s, who, slug, { member_id }, i => s.replace(i));
    assert.deepEqual(who.troubles, [], s.log());
    const after = await ask(s.url, '/');
    assert.equal(after.status, 200);
    assert.ok(after.headers['strict-transport-security'], 'the site knows that it is reached over TLS');
  });
}

test('one replica is killed while a person registers', async t => {
  const s = await site(t);
  const who = await person(await browser(), s, { scripts: true });
  t.after(() => who.context.close());
  let killed = false;
  await register(s, who, 'amex', { member_id: 'jirou1357z' }, async () => {
    if (!killed) assert.equal(await s.replicas[0].end('SIGKILL'), 'SIGKILL');
    killed = true;
  });
  // A grade of the password that was asked of it at that moment is lost, and asked for again with the next key. Nothing else is.
  const grades = who.troubles.filter(what => /^502 .*\/register\/strength$/.test(what)).length;
  const others = who.troubles.filter(what => !/\/register\/strength$/.test(what));
  assert.deepEqual(others, Array(grades).fill('console: Failed to load resource: the server responded with a status of 502 ()'), s.log());
  assert.ok(grades <= 1);
});

test('what a replica may have done is not done again by nginx; what only looks is asked of the other', async t => {
  const asked = [[], []];
  const ports = [];
  for (const i of [0, 1]) { // each reads all of a request and hangs up; the other would answer
    const server = createServer((req, res) => {
      req.resume().on('end', () => {
        asked[i].push(req.method);
        if (asked[1 - i].length + asked[i].length === 1) res.socket.destroy();
        else res.end('ok');
      });
    });
    await new Promise(done => server.listen(0, '127.0.0.1', done));
    t.after(() => { server.closeAllConnections(); server.close(); });
    ports.push(server.address().port);
  }
  for (const [method, status, times] of [['POST', 502, 1], ['GET', 200, 2]]) {
    const proxy = await nginx(ports); // asks for / once when it starts
    asked[0].length = asked[1].length = 0;
    const answer = await ask(proxy.url, '/register/confirm', { method, ...(method === 'POST' && { body: 'x=1' }) });
    await proxy.stop();
    assert.equal(answer.status, status);
    assert.deepEqual([...asked[0], ...asked[1]], Array(times).fill(method));
  }
});

test('limits count the address of the client, whatever it says of itself', async t => {
  const s = await site(t);
  const terms = (await ask(s.url, '/register')).text.match(/name="terms_version"[^>]*?value="([^"]*)"|value="([^"]*)"[^>]*?name="terms_version"/);
  const luhn = digits => { // made whole with its check digit
    const sum = [...digits].reverse().reduce((sum, d, i) => sum + (i % 2 ? +d : d * 2 - (d > 4 ? 9 : 0)), 0);
    return digits + (10 - sum % 10) % 10;
  };
  const refused = (from, n) => ask(s.url, '/register', {
    method: 'POST', from, headers: { Accept: 'application/json', 'X-Forwarded-For': `203.0.113.${n}`, Forwarded: `for=203.0.113.${n}` },
    body: new URLSearchParams({
      card_number: luhn(`41111111111${1000 + n}`), exp_month: '12', exp_year: '29', security_code: '123', member_id: 'limit-1234', password: 'Kiri-no-mori7',
      email: 'a@mail.example.org', agree: 'true', terms_version: terms[1] ?? terms[2],
    }).toString(),
  }).then(a => a.status);
  const first = await Promise.all(Array.from({ length: 20 }, (_, n) => refused('127.0.0.5', n)));
  assert.deepEqual(first, Array(20).fill(422), 'twenty refusals of one address an hour');
  assert.equal(await refused('127.0.0.5', 20), 429, 'whatever it claims to be');
  assert.equal(await refused('127.0.0.6', 21), 422, 'another address goes on');
});

test('plain HTTP leads to TLS, and the probes are not for the world', async t => {
  const s = await site(t);
  const answer = await fetch(`http://127.0.0.1:${s.plain}/home`, { redirect: 'manual' });
  assert.equal(answer.status, 308);
  for (const probe of ['/readyz', '/healthz']) assert.equal((await ask(s.url, probe)).status, 404);
});
