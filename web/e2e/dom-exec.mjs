// Runs a Wasm test binary in node with a DOM around it:
//   GOOS=js GOARCH=wasm go test -exec "node $PWD/web/e2e/dom-exec.mjs" ./app/ui
// Real events reach go-app's real mount in milliseconds. What needs a browser (hydration, input methods, layout) is tested in one.
import fs from 'node:fs';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Window } from 'happy-dom';

const dom = new Window({ url: 'http://localhost/register', width: 1280, height: 800 });
const names = ['document', 'history', 'location', 'localStorage', 'sessionStorage', 'FormData', 'Event', 'InputEvent', 'KeyboardEvent', 'HTMLElement', 'Node', 'Document', 'matchMedia', 'scrollTo', 'scrollY'];
for (const name of names) {
  const value = typeof dom[name] === 'function' && /^[a-z]/.test(name) ? dom[name].bind(dom) : dom[name];
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
for (const name of ['addEventListener', 'removeEventListener']) globalThis[name] = dom[name].bind(dom);
globalThis.window = dom;
dom.document.body.innerHTML = '<div id="root"></div>';

// Go's glue and the test binary are run as the go command's own runner does.
const require = createRequire(import.meta.url);
Object.assign(globalThis, { require, fs, path });
require(path.join(execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim(), 'lib/wasm/wasm_exec.js'));
const go = new Go();
go.argv = process.argv.slice(2);
go.env = { TMPDIR: process.env.TMPDIR ?? '/tmp' };
go.exit = code => process.exit(code);
const { instance } = await WebAssembly.instantiate(fs.readFileSync(process.argv[2]), go.importObject);
await go.run(instance);
