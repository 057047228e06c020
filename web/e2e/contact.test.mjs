// Questions and inquiries: found by the server, an inquiry with a file sent with scripts and without, its receipt and, from an operator,
// its answer.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, live, person, start } from './lib.mjs';
import { inspect, open } from './look.mjs';
import { loggedIn } from './stage.mjs';

let browser, server, cookies;
before(async () => {
  browser = await launch();
  server = await start();
  cookies = (await loggedIn(server, 'sandbox02', 'Sandbox-02-mihon')).cookies();
});
after(async () => {
  await browser.close();
  await server.stop();
});

const none = (found, of) => assert.deepEqual(found, [], of);
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\nxref\n0 3\ntrailer<</Root 1 0 R/Size 3>>\nstartxref\n100\n%%EOF\n');

for (const [view, js] of [['pc', true], ['phone', true], ['phone', false]]) {
  test(`${view}${js ? '' : ' without scripts'}: a question is looked for, an inquiry is sent, and its receipt is read`, async t => {
    const who = await person(browser, server, { view, js });
    t.after(() => who.context.close());
    const { page } = who, main = page.locator('main');
    await open(who, '/menu/faq', cookies);
    await page.locator('[name=q]').fill('ざんだかぶそく');
    await Promise.all([page.waitForURL(/q=/), page.locator('[name=q]').press('Enter')]);
    assert.match(await main.innerText(), /1件のご質問が見つかりました/);
    assert.match(await page.locator('#faq-failed').innerText(), /再度の引き落とし/);
    if (js) none(await inspect(who), 'a question that was found');
    await page.goto('/menu/faq?q=xyzzy');
    assert.match(await main.innerText(), /見つかりませんでした/);
    if (js) none(await inspect(who), 'none found');

    await open(who, '/menu/contact', cookies);
    if (js) await live(page);
    await page.locator('[name=words]').fill('番号は 4111 1111 1111 1111 です');
    await page.getByRole('button', { name: '送信する' }).click();
    await page.locator('.summary, .problems, [role=alert]').first().waitFor();
    assert.match(await main.innerText(), /お問い合わせの種類をお選びください。[\s\S]*カード番号のような数字があります/);
    if (js) none(await inspect(who), 'errors showing');
    await page.locator('[name=topic]').selectOption('complaint');
    await page.locator('[name=words]').fill('待ち時間が長いです。\n改善してください。');
    await page.locator('[name=files]').setInputFiles({ name: '記録.pdf', mimeType: 'application/pdf', buffer: pdf });
    await page.getByRole('button', { name: '送信する' }).click();
    await page.waitForURL(/\/inbox\/[0-9a-f-]{36}/);
    await page.getByText('受付番号').first().waitFor();
    assert.match(await main.innerText(), /お問い合わせを受け付けました[\s\S]*[A-Z0-9]{4}-[A-Z0-9]{4}[\s\S]*ご意見・苦情[\s\S]*記録\.pdf[\s\S]*待ち時間が長いです。/);
    if (js) none(await inspect(who, { picture: `contact-receipt-${view}` }), 'the receipt');
    none(who.troubles);
  });
}

test('keyboard only: an inquiry is sent', async t => {
  const who = await person(browser, server, { view: 'pc' });
  t.after(() => who.context.close());
  const { page } = who;
  await open(who, '/menu/contact', cookies);
  await live(page);
  await page.locator('[name=topic]').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.type('keyboard only');
  await page.keyboard.press('Tab'); // to the files
  await page.keyboard.press('Tab'); // to the button
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/inbox\/[0-9a-f-]{36}/);
  assert.match(await page.locator('main').innerText(), /keyboard only/);
});
