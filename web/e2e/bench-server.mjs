// The server: how quickly it starts, what it holds, what it answers. Floors are the plainest Go programs that do the like.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { root, sleep } from './server.mjs';

const median = list => [...list].sort((a, b) => a - b)[list.length >> 1];

const hello = `package main

import "net/http"

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("hello")) })
	panic(http.ListenAndServe("localhost:18931", nil))
}
`;

const answers = (port, address) => new Promise(done => {
  const request = http.get({ host: 'localhost', port, path: address, agent: false }, answer => {
    answer.resume();
    answer.on('end', () => done(answer.statusCode === 200));
  });
  request.on('error', () => done(false));
});

// once starts a program and answers {ms, mib}: how long until it answers 200, and its resident memory a little later.
async function once(program, args, folder, env, port, address, rest) {
  const from = process.hrtime.bigint();
  const child = spawn(program, args, { cwd: folder, env: { ...process.env, ...env }, stdio: 'ignore' });
  const ended = new Promise(done => child.once('exit', done));
  try {
    while (!await answers(port, address)) {
      if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}`);
      await sleep(1);
    }
    const ms = Number(process.hrtime.bigint() - from) / 1e6;
    await sleep(rest);
    const status = `/proc/${child.pid}/status`;
    const mib = existsSync(status) ? Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(status, 'utf8'))[1]) / 1024 : NaN;
    return { ms, mib };
  } finally {
    child.kill();
    await ended;
  }
}

export async function startAndMemory(report, work) {
  const folder = path.join(work, 'start');
  mkdirSync(folder);
  writeFileSync(path.join(work, 'hello.go'), hello);
  const plain = path.join(work, 'hello');
  execFileSync('go', ['build', '-trimpath', '-ldflags', '-s -w', '-o', plain, 'hello.go'], { cwd: work, env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '' } });
  const ours = rest => once(path.join(root, 'bin/netanswer'), ['serve', '--dev'], folder, { NETANSWER_LISTEN: 'localhost:18930' }, 18930, '/', rest);
  const floor = rest => once(plain, [], folder, {}, 18931, '/', rest);
  await ours(0); // makes keys and database, and migrates
  const starts = { ours: [], floor: [] };
  for (let i = 0; i < 9; i++) {
    starts.ours.push((await ours(0)).ms);
    starts.floor.push((await floor(0)).ms);
  }
  report({ name: 'start to first 200, migrated SQLite (floor: net/http hello)', value: median(starts.ours), unit: 'ms', floor: median(starts.floor), most: 50 });
  report({ name: 'idle memory, resident (floor: net/http hello)', value: (await ours(3000)).mib, unit: 'MiB', floor: (await floor(3000)).mib, most: 30 });
}

// Go's benchmarks, each five times in turn with its floor.
export function goBenchmarks(report, work) {
  const run = (folder, pattern, time) => {
    const test = path.join(work, folder.replaceAll('/', '-') + '.test');
    execFileSync('go', ['test', '-c', '-o', test, './' + folder], { cwd: root });
    const found = {};
    for (let i = 0; i < 5; i++) {
      const out = execFileSync(test, ['-test.run', '^$', '-test.bench', pattern, '-test.benchtime', time], { cwd: path.join(root, folder), encoding: 'utf8' });
      for (const [, name, ns] of out.matchAll(/^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+([\d.]+) ns\/op/gm)) (found[name] ??= []).push(Number(ns));
    }
    return name => median(found[name]);
  };
  const draws = run('server/site', '^Benchmark(Register|Statement)$', '500ms');
  report({ name: 'drawing /register (floor: html/template, the same HTML)', value: draws('Register/drawn') / 1e6, unit: 'ms', floor: draws('Register/floor') / 1e6, most: 1 });
  report({ name: 'drawing a month of 100 uses (floor: html/template, the same HTML)', value: draws('Statement/drawn') / 1e6, unit: 'ms', floor: draws('Statement/floor') / 1e6, most: 1.5 });
  const serves = run('server', '^BenchmarkHome$', '1s');
  const rate = ns => 1e9 / ns;
  report({ name: '/home as JSON, 16 connections, SQLite and sandbox (floor: net/http, the same bytes)', value: rate(serves('Home/home')), unit: '1/s', floor: rate(serves('Home/floor')) });
}

// The server under load, by the Go program that measures in interleaved rounds: see server/bench.
export async function load(report, work, database, sizes = '2000,100000,1000000', figures = []) {
  const program = path.join(work, 'bench');
  execFileSync('go', ['build', '-o', program, './server/bench'], { cwd: root });
  const child = spawn(program, ['--binary', path.join(root, 'bin/netanswer'), '--databases', database, '--members', process.env.MEMBERS ?? sizes, ...figures], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise(done => child.once('exit', done));
  for await (const line of createInterface({ input: child.stdout })) {
    const { least, most, most_ratio: mostRatio, ...figure } = JSON.parse(line);
    report({ ...figure, most, leastRatio: least, mostRatio });
  }
  if (await ended !== 0) throw new Error(`the load on ${database} ended early`);
}
