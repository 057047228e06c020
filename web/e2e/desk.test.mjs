// Whom no passcode can prove: the desk. Two operators with their commands, beside the running server, and the person in the browser,
// who then confirms the address that was typed. On a PC without scripts and on a phone with them.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { at, enter, launch, person, press, registration, root, start } from './lib.mjs';
import { entered } from './stage.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

// command runs netanswer where the server keeps its data.
const command = (server, ...args) => promisify(execFile)(path.join(root, 'bin/netanswer'), args, { cwd: server.folder }).then(r => r.stdout);

async function operator(server, name) {
  const file = path.join(server.folder, name);
  await writeFile(file, await command(server, 'operator', 'add', name));
  await chmod(file, 0o600);
  return (what, ...more) => command(server, 'desk', what, ...more, '--token-file', file);
}

for (const [view, scripts] of [['pc', false], ['phone', true]]) {
  test(`nothing on file, the desk, and the typed address: ${view}, scripts ${scripts ? 'on' : 'off'}`, async t => {
    const server = await start();
    t.after(() => server.stop());
    const sato = await operator(server, 'sato'), suzuki = await operator(server, 'suzuki');
    const who = await person(browser, server, { view, scripts });
    t.after(() => who.context.close());
    const { page } = who, card = server.card('nocontact'), typed = registration(card, { member_id: 'hanako2468' });

    await page.goto('/register');
    await at(who, '/register');
    await enter(page, typed);
    await press(page, '規約に同意して確認画面へ');
    await at(who, '/register/confirm');
    await press(page, 'ご本人様確認へ進む');
    await at(who, '/register/unable');
    const number = (await page.locator('.desk-card .ref').innerText()).trim();
    assert.equal(await page.locator('.desk-card a[href="tel:0120000000"]').count(), 1, 'the desk is called from here');

    assert.match(await sato('list'), new RegExp(`${number} +open .*web +contact .*${card.number.slice(-4)}`));
    assert.match(await sato('approve', number), /state +half/);
    await assert.rejects(sato('approve', number), /another operator completes it/);
    const given = await suzuki('approve', number);
    assert.ok(!given.includes(card.number) && !given.includes(card.holder), given);
    const code = given.match(/^code +(\S{5}-\S{5})/m)[1];

    const elsewhere = await entered(server, 'nocontact', { member_id: 'betsu2468' }); // the case hangs on the card
    assert.equal(await elsewhere.post('/register/confirm', {}), '/register/unable');
    await elsewhere.get('/register/unable');
    assert.ok(elsewhere.html().includes(number), 'the same card has the same case');

    await enter(page, { desk_code: (code[0] === 'Z' ? 'Y' : 'Z') + code.slice(1) });
    await press(page, 'このコードで進む');
    await page.locator('#desk_code-e:has-text("進めませんでした")').waitFor();
    await enter(page, { desk_code: ` ${code.toLowerCase().replace('-', '－')} ` });
    await press(page, 'このコードで進む');
    await at(who, '/register/done');
    assert.match(await page.locator('main').innerText(), /メールアドレスをご確認ください[\s\S]*u\*\*\*@mail\.example\.org/);
    assert.match(await sato('show', number), /state +used[\s\S]*first +sato[\s\S]*second +suzuki/);

    await press(page, 'さっそくログインしてみましょう');
    await at(who, '/login');
    await enter(page, { password: typed.password });
    await page.locator('main button[type=submit]').first().click();
    await at(who, '/home');
    await press(page, 'メールアドレスを確認する');
    await at(who, '/settings/mail');
    const passcode = await server.passcode(typed.email);
    const mail = await server.messages(typed.email);
    assert.equal(mail.length, 1, 'nothing but the passcode goes there');
    assert.doesNotMatch(mail[0].text, /https?:/);
    await enter(page, { passcode: String(1e6 + (Number(passcode) + 1) % 1e6).slice(1) });
    await press(page, 'メールアドレスを確認する');
    await page.locator('#passcode-e:has-text("あと4回")').waitFor();
    await enter(page, { passcode });
    await press(page, 'メールアドレスを確認する');
    await page.locator('.notice-ok:has-text("確認しました")').waitFor();
    await at(who, '/settings/mail');
    await page.goto('/home');
    await at(who, '/home');
    assert.doesNotMatch(await page.locator('main').innerText(), /お済みではありません/);
    assert.deepEqual(who.troubles, []);
  });
}
