// Where a secret could be left behind: what the browser got and keeps, what the server wrote. Each kind of place is collected
// here as search.mjs takes it, under a name that begins with its kind.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { options, person, root, start, whole } from './lib.mjs';
import { postgres } from './postgres.mjs';
import { files } from './search.mjs';

const launch = { executablePath: whole, ...options };

let tool; // rows, built once
function rows(...args) {
  if (!tool) {
    const folder = mkdtempSync(path.join(tmpdir(), 'netanswer-rows-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    tool = path.join(folder, 'rows');
    execFileSync('go', ['build', '-o', tool, './web/e2e/rows'], { cwd: root });
  }
  return execFileSync(tool, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
}

const values = (dsn, name, person) => rows('read', dsn).split('\n').filter(Boolean).map(line => {
  const [table, column, value] = JSON.parse(line);
  return { where: `${name}: ${table}.${column}`, text: value, person };
});

// The server writes these numbers itself; three digits of them mean nothing.
const measured = new Set(['bytes', 'took_ms', 'status', 'time', 'attempt']);

function logged(output) {
  return output.split('\n').filter(Boolean).flatMap(line => {
    if (!line.startsWith('{')) return [{ where: 'output: what is printed', text: line }];
    const { message, ...fields } = JSON.parse(line);
    const rest = Object.entries(fields).filter(([name, value]) => !(measured.has(name) && (typeof value === 'number' || name === 'time')));
    return [{ where: 'output: a message', text: message ?? '' }, ...rest.map(([name, value]) => ({ where: `output: ${name} of ${message}`, text: JSON.stringify(value) }))];
  });
}

// world is a server with its database, every value ever written kept: {server, exec(sql), say(line), leftovers(), remove()}.
// leftovers ends the server and answers the places that it leaves behind.
export async function world(database, before = async () => {}) {
  const pg = database === 'PostgreSQL' ? await postgres() : null;
  const server = await start({ NETANSWER_LOG: 'debug', ...(pg && { NETANSWER_DATABASE: pg.dsn }) });
  const dsn = pg?.dsn ?? path.join(server.folder, 'data/netanswer.db');
  const exec = sql => rows('exec', dsn, sql);
  let said = '';
  const greeting = server.output(); // it names a demo card by contract
  await before(exec);
  rows('watch', dsn);
  return {
    server, exec,
    say(line) { said += line + '\n'; },
    async leftovers() {
      const places = [...values(dsn, 'rows'), ...files(server.folder, 'files')]; // the write-ahead log is there while the server runs
      if (pg) places.push({ where: 'dump: pg_dump', text: pg.dump() });
      await server.stopOnly();
      places.push(...files(server.folder, 'files'), ...logged(server.output().slice(greeting.length) + said));
      if (pg) {
        await pg.stop();
        places.push(...files(path.join(pg.folder, 'data'), 'cluster'), ...pg.log().split('\n').map(text => ({ where: 'statements: the log of PostgreSQL', text })));
      }
      return places;
    },
    async remove() {
      await server.stop().catch(() => {});
      await pg?.remove();
      rmSync(server.folder, { recursive: true, force: true });
    },
  };
}

// visitor is a person with a browser profile on disk: lib's person, with traces. look() notes what the page shows and keeps
// now; leave() closes the browser and answers all places.
export async function visitor(server, name, options) {
  const profile = mkdtempSync(path.join(tmpdir(), 'netanswer-profile-'));
  const places = [], pending = [];
  const note = (where, text) => places.push({ where, text, person: name });
  const who = await person({ newContext: more => chromium.launchPersistentContext(profile, { ...launch, ...more }) }, server, options);
  who.context.on('request', request => {
    const { pathname } = new URL(request.url());
    note(`address: ${pathname}`, request.url());
    for (const [header, value] of Object.entries(request.headers())) if (header !== 'content-length') note(`address: ${header} of ${pathname}`, value);
  });
  who.context.on('response', response => {
    const request = response.request(), { pathname } = new URL(response.url());
    if (pathname.startsWith('/web/')) return; // the same public bytes for everybody
    const where = `body: ${request.method()} ${pathname} ${response.status()}`;
    pending.push(response.allHeaders().then(headers => {
      for (const [header, value] of Object.entries(headers)) if (!/^(date|content-length)$/.test(header)) note(`header: ${header} of ${pathname}`, value);
    }).catch(() => {}));
    if (response.status() < 300 || response.status() >= 400) pending.push(response.text().then(text => note(where, text)).catch(() => note('unread', where)));
  });
  return Object.assign(who, {
    async look() {
      const { pathname } = new URL(who.page.url());
      note(`document: ${pathname}`, await who.page.content());
      for (const [where, text] of await who.page.evaluate(kept)) note(where, text);
      for (const c of await who.context.cookies()) note(`cookie: ${c.name}`, c.value);
    },
    async leave() {
      await Promise.all(pending);
      await who.context.close();
      for (const place of [...files(profile, 'profile', name)]) { // all of them before SQLite tidies up
        places.push(place);
        // what is text in the profile's own databases: autofill, history, log-ins
        if (place.bytes.subarray(0, 15).toString('latin1') === 'SQLite format 3') places.push(...values(place.file, place.where.replace('profile', 'profile rows'), name));
      }
      rmSync(profile, { recursive: true, force: true });
      return places;
    },
  });
}

// kept runs in the page: all that it can keep, as [where, text].
async function kept() {
  const out = [['history: state', JSON.stringify(history.state) ?? '']];
  for (const [kind, storage] of [['local', localStorage], ['session', sessionStorage]]) {
    for (const key of Object.keys(storage)) out.push([`${kind}: ${key}`, key + ' ' + storage.getItem(key)]);
  }
  const done = request => new Promise((good, bad) => { request.onsuccess = () => good(request.result); request.onerror = () => bad(request.error); });
  for (const { name } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      const all = db.transaction(store).objectStore(store);
      out.push([`indexed: ${name}.${store}`, JSON.stringify([await done(all.getAllKeys()), await done(db.transaction(store).objectStore(store).getAll())])]);
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const { pathname } = new URL(request.url);
      if (!pathname.startsWith('/web/')) out.push([`cache: ${pathname}`, request.url + ' ' + await (await cache.match(request)).text()]);
    }
  }
  return out;
}
