// The program under test: the built binary, started as `make run` does, on a port and a data folder of its own.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

export const root = path.resolve(import.meta.dirname, '../..');
const binary = path.join(root, 'bin/netanswer');

export const sleep = ms => new Promise(done => setTimeout(done, ms));

// A port that nobody listens on now, below those that the system gives to outgoing connections: one of these would take it while the server
// that has it is down. By chance: the test files are processes of their own.
export async function freePort() {
  for (;;) {
    const port = 22_000 + Math.floor(Math.random() * 10_000), probe = createServer();
    if (await new Promise(done => probe.once('error', () => done(false)).listen(port, '127.0.0.1', () => done(true)))) {
      await new Promise(done => probe.close(done));
      return port;
    }
  }
}

// start answers {url, folder, output(), cards, card(case), messages(to), call(from, to), restart(), stop()}. settings are NETANSWER_… variables.
export async function start(settings = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'netanswer-e2e-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  let output = '', process;

  async function up() {
    process = spawn(binary, ['serve', '--dev'], {
      cwd: folder,
      env: { ...globalThis.process.env, NETANSWER_LISTEN: `localhost:${port}`, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [process.stdout, process.stderr]) stream.on('data', part => { output += part; });
    const ended = new Promise(done => process.once('exit', done));
    process.ended = ended;
    for (const end = Date.now() + 20_000; ; await sleep(25)) {
      if (await fetch(url + '/readyz').then(r => r.ok, () => false)) return;
      if (process.exitCode !== null || Date.now() > end) {
        process.kill();
        throw new Error(`the server is not ready (exit ${process.exitCode}):\n${output}`);
      }
    }
  }
  async function down() {
    process.kill('SIGTERM');
    await process.ended;
  }
  await up();
  const { stdout } = await promisify(execFile)(binary, ['cards', '--json'], { cwd: folder, env: { ...globalThis.process.env, ...settings } });
  const cards = JSON.parse(stdout);
  return {
    url, folder, cards,
    output: () => output,
    card(slug) {
      const card = cards.find(c => c.case === slug);
      if (!card) throw new Error(`no demo card "${slug}"; there are ${cards.map(c => c.case)}`);
      return card;
    },
    // what arrived on the handset, newest first: [{channel, to, subject, text, sent_at}]
    async messages(to) {
      const answer = await fetch(`${url}/dev/handset/messages?to=${encodeURIComponent(to)}`);
      if (!answer.ok) throw new Error(`handset: ${answer.status}`);
      return answer.json();
    },
    // the newest passcode that arrived after the messages counted by `seen`
    async passcode(to, seen = 0) {
      for (const end = Date.now() + 15_000; ; await sleep(50)) {
        const codes = (await this.messages(to)).map(m => m.text.match(/(?<!\d)\d{6}(?!\d)/)?.[0]).filter(Boolean);
        if (codes.length > seen) return codes[0];
        if (Date.now() > end) throw new Error(`no passcode arrived at ${to}`);
      }
    },
    // a real call from a phone to a number, listened to until it is over: {answered, heard}
    async call(from, to) {
      const answer = await fetch(`${url}/dev/handset/call`, { method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body: JSON.stringify({ from, to }) });
      if (!answer.ok) throw new Error(`call: ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
    restart: async () => { await down(); await up(); },
    stopOnly: down,
    // it takes connections and says nothing, as a line that carries nothing: once every thread of it stands, which takes a moment on a busy machine
    async freeze() {
      const threads = `/proc/${process.pid}/task`, stands = stat => /^\) [Tt] /.test(stat.slice(stat.lastIndexOf(')')));
      process.kill('SIGSTOP');
      while (!(await Promise.all((await readdir(threads)).map(one => readFile(`${threads}/${one}/stat`, 'utf8').catch(() => '')))).every(stands)) await sleep(10);
    },
    thaw: () => process.kill('SIGCONT'),
    async stop() {
      await down();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
