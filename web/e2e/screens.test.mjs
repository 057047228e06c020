// Every screen of the table: on a PC and on a phone, light and dark, with scripts and without, in English, in very large text,
// with problems showing. The pictures of docs/screens are taken on the way.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { at, enter, launch, live, person, press, registration, root, start, until } from './lib.mjs';
import { faults, inspect, open, shoot } from './look.mjs';
import { adding, address, asked, entered, forgot, loggedIn, proven, recovered, stages } from './stage.mjs';

let browser, server, stage;
before(async () => {
  browser = await launch();
  server = await start();
  stage = await stages(server);
});
after(async () => {
  await browser.close();
  await server.stop();
});

const none = (found, of) => assert.deepEqual(found, [], of);
const named = row => row === '/' ? 'landing' : row.slice(1).replace(/^register\//, '').replaceAll('/', '-').replace(/[{}]/g, '').replace('statements-month-uses-ref', 'use').replace('statements-month', 'statement').replace('inbox-id', 'notice');

// Without scripts whatever is pressed loads a page: all of it.
const loaded = (page, pressed) => Promise.all([page.waitForNavigation({ waitUntil: 'load' }), pressed]);
const send = (page, name) => loaded(page, press(page, name));

// heading and content of each row, and what can be done there without scripts
const rows = {
  '/': {
    h1: /カードのことを、いつでも確かめられる。/, content: /mihon\.example\.jp[\s\S]*ご登録の電話番号/,
    works: async page => { await send(page, '新規登録をはじめる'); return '/register'; },
  },
  '/register': {
    h1: /登録フォーム/, content: /カード表示「01\/28」の場合 → 月\[01\] \/ 年\[28\][\s\S]*安全性：/,
    async works(page) {
      await enter(page, { member_id: 'hanako2468', exp_month: '13', email: 'umi.no.kaze@mail.example.org', agree: true });
      await send(page, '規約に同意して確認画面へ');
      const problems = await page.locator('#problems').innerText();
      for (const word of ['カード番号', '月', 'セキュリティコード', 'パスワード', 'もう一度入力']) assert.ok(problems.includes(word), `${word}: ${problems}`);
      assert.equal(await page.locator('[name=email]').inputValue(), 'umi.no.kaze@mail.example.org', 'what was typed stays');
      assert.equal(await page.locator('[name=exp_month]').getAttribute('aria-invalid'), 'true');
      assert.ok(await page.locator('[name=agree]').isChecked(), 'the tick stays');
      return '/register';
    },
  },
  '/register/confirm': {
    h1: /登録内容の確認/, content: /下4桁 \d{4}[\s\S]*設定済み[\s\S]*umi\.no\.kaze@mail\.example\.org/,
    async works(page) {
      await loaded(page, page.locator('a[href="/register?part=email"]').click());
      assert.deepEqual(await page.locator('main input:visible').evaluateAll(all => all.map(e => e.name)), ['email'], 'that part alone is asked for again');
      await enter(page, { email: 'yama.no.kaze@mail.example.org' });
      await send(page, '変更して確認画面へ');
      assert.match(await page.locator('main').innerText(), /yama\.no\.kaze@mail\.example\.org/);
      return '/register/confirm';
    },
  },
  '/register/verify': {
    h1: /ご本人様確認/, content: /060-\*\*\*\*-\d{4}[\s\S]*照合番号[\s\S]*あと5回入力できます/,
    async works(page) {
      await enter(page, { passcode: '１２３ ４５' });
      await send(page, '認証する');
      assert.match(await page.locator('#passcode-e').innerText(), /6桁/);
      await send(page, 'もう一度送る');
      assert.match(await page.locator('main').innerText(), /\d+秒たって/, 'how long to wait is said');
      return '/register/send'; // which leads back when it is asked for
    },
  },
  '/register/call': {
    h1: /お電話でのご本人様確認/, content: /0120-000-00\d[\s\S]*03-0000-000\d[\s\S]*\d-\*+-\d{4}[\s\S]*番号の前に186を付けて/,
    async works(page) {
      await send(page, '認証を完了する');
      assert.match(await page.locator('.errsum').innerText(), /お電話をまだ確認できていません/);
      return '/register/call';
    },
  },
  '/register/password': {
    h1: /IDとパスワードの変更/, content: /生年月日・電話番号・メールアドレスと同じ文字/,
    async works(page) {
      await enter(page, { member_id: 'kiri2468no', password: 'short' });
      await send(page, '登録を完了する');
      assert.match(await page.locator('#password-e').innerText(), /8/);
      assert.equal(await page.locator('[name=member_id]').inputValue(), 'kiri2468no');
      assert.equal(await page.locator('[name=password]').inputValue(), '', 'the password is not sent back');
      return '/register/password';
    },
  },
  '/register/unable': {
    h1: /ご登録の連絡先を確認できませんでした/, content: /0120-000-000[\s\S]*9:00〜17:30[\s\S]*受付番号[\s\S]*[0-9A-Z]{4}-[0-9A-Z]{4}[\s\S]*デスク確認コード/,
    async works(page) {
      await enter(page, { desk_code: '7k2q9-xmb' });
      await send(page, 'このコードで進む');
      assert.match(await page.locator('#desk_code-e').innerText(), /10文字です（いまは8文字です）/);
      await enter(page, { desk_code: '7k2q9-xmb4t' });
      await send(page, 'このコードで進む');
      assert.match(await page.locator('#desk_code-e').innerText(), /このコードでは進めませんでした/);
      assert.equal(await page.locator('[name=desk_code]').inputValue(), '', 'a code is never drawn again');
      await send(page, 'はじめから登録する');
      return '/register';
    },
  },
  '/register/done': {
    h1: /登録が完了しました/, content: /mada2468[\s\S]*メールアドレスをご確認ください[\s\S]*m\*\*\*@mail\.example\.org/,
    async works(page) {
      await send(page, 'さっそくログインしてみましょう');
      assert.equal(await page.locator('[name=member_id]').inputValue(), 'mada2468');
      return '/login';
    },
  },
  '/portal/scan': {
    h1: /カードを読み取る/, content: /手入力する/,
    works: async page => { await send(page, '手入力する'); return '/portal/card'; },
  },
  '/portal/card': {
    h1: /カード情報の確認/, content: /カード表示「01\/28」の場合[\s\S]*セキュリティコード[\s\S]*ログインしてカードを追加する/,
    async works(page) {
      await enter(page, { card_number: '4000003818281724', exp_month: '13', exp_year: '28' });
      await send(page, 'ご本人様確認へ進む');
      const problems = await page.locator('#problems').innerText();
      for (const word of ['カード番号', '月', 'セキュリティコード', 'もう一度入力']) assert.ok(problems.includes(word), `${word}: ${problems}`);
      assert.equal(await page.locator('[name=card_number]').inputValue(), '', 'the number is not sent back');
      return '/portal/card';
    },
  },
  '/portal/verify': {
    h1: /ご本人様確認/, content: /0\d0-\*\*\*\*-\d{4}[\s\S]*照合番号[\s\S]*あと5回入力できます/,
    async works(page) {
      await enter(page, { passcode: '１２３ ４５' });
      await send(page, '認証する');
      assert.match(await page.locator('#passcode-e').innerText(), /6桁/);
      return '/portal/verify';
    },
  },
  '/portal/call': {
    h1: /お電話でのご本人様確認/, content: /0120-000-00\d[\s\S]*03-0000-000\d/,
    async works(page) {
      await send(page, '認証を完了する');
      assert.match(await page.locator('.errsum').innerText(), /お電話をまだ確認できていません/);
      return '/portal/call';
    },
  },
  '/portal/mail': {
    h1: /メール設定/, content: /お支払いのご案内[\s\S]*mihon\.example\.jp/,
    async works(page) {
      await enter(page, { email: 'umi.no.kaze' });
      await send(page, '次へ進む');
      assert.match(await page.locator('#email-e').innerText(), /「＠」がありません/);
      assert.equal(await page.locator('[name=email]').inputValue(), 'umi.no.kaze');
      return '/portal/mail';
    },
  },
  '/portal/password': {
    h1: /Netアンサーパスワード/, content: /お使いいただけるIDをご用意しました[\s\S]*NetアンサーID[\s\S]*安全性：/,
    async works(page) {
      assert.match(await page.locator('[name=member_id]').inputValue(), /^[a-z]{4,7}\d{5}$/, 'an ID is proposed');
      await enter(page, { password: 'short' });
      await send(page, '次へ進む');
      assert.match(await page.locator('#password-e').innerText(), /8/);
      return '/portal/password';
    },
  },
  '/portal/terms': {
    h1: /利用規約/, content: /hayate2468[\s\S]*nami\.no\.oto@mail\.example\.org[\s\S]*第1条[\s\S]*規約に同意する/,
    async works(page) {
      await send(page, '規約に同意して登録する');
      assert.match(await page.locator('#problems').innerText(), /同意/);
      return '/portal/terms';
    },
  },
  '/portal/unable': {
    h1: /ご登録の連絡先を確認できませんでした/, content: /0120-000-000[\s\S]*受付番号[\s\S]*デスク確認コード/,
    works: async page => { await send(page, 'はじめから登録する'); return '/portal/scan'; },
  },
  '/portal/done': {
    h1: /登録が完了しました/, content: /アプリ登録と同時に、Netアンサーの登録が完了しました[\s\S]*tsubame2468/,
    async works(page) {
      await send(page, 'さっそくログインしてみましょう');
      assert.equal(await page.locator('[name=member_id]').inputValue(), 'tsubame2468');
      return '/login';
    },
  },
  '/recover': {
    h1: /ID確認・パスワード再設定/, content: /ご本人様確認[\s\S]*カード表示「01\/28」の場合[\s\S]*セキュリティコード/,
    async works(page) {
      await enter(page, { card_number: '4000003818281724', exp_month: '13', exp_year: '28' });
      await send(page, 'ご本人様確認へ進む');
      const problems = await page.locator('#problems').innerText();
      for (const word of ['カード番号', '月', 'セキュリティコード', 'もう一度入力']) assert.ok(problems.includes(word), `${word}: ${problems}`);
      assert.equal(await page.locator('[name=card_number]').inputValue(), '', 'the number is not sent back');
      assert.equal(await page.locator('[name=exp_year]').inputValue(), '28');
      return '/recover';
    },
  },
  '/recover/verify': {
    h1: /ご本人様確認/, content: /0\d0-\*\*\*\*-\d{4}[\s\S]*照合番号[\s\S]*あと5回入力できます/,
    async works(page) {
      await enter(page, { passcode: '１２３ ４５' });
      await send(page, '認証する');
      assert.match(await page.locator('#passcode-e').innerText(), /6桁/);
      await send(page, 'もう一度送る');
      assert.match(await page.locator('main').innerText(), /\d+秒たって/, 'how long to wait is said');
      return '/recover/send'; // which leads back when it is asked for
    },
  },
  '/recover/call': {
    h1: /お電話でのご本人様確認/, content: /0120-000-00\d[\s\S]*03-0000-000\d[\s\S]*\d-\*+-\d{4}[\s\S]*番号の前に186を付けて/,
    async works(page) {
      await send(page, '認証を完了する');
      assert.match(await page.locator('.errsum').innerText(), /お電話をまだ確認できていません/);
      return '/recover/call';
    },
  },
  '/recover/password': {
    h1: /IDのご確認/, content: /あなたのNetアンサーID\s*sandbox03[\s\S]*このIDでログインする[\s\S]*パスワードもお忘れのとき/,
    async works(page) {
      await enter(page, { password: 'sandbox03x' });
      await send(page, '新しいパスワードを設定する');
      assert.match(await page.locator('#password-e').innerText(), /ID/);
      assert.equal(await page.locator('[name=password]').inputValue(), '', 'the password is not sent back');
      await send(page, 'このIDでログインする');
      assert.equal(await page.locator('[name=member_id]').inputValue(), 'sandbox03');
      return '/login';
    },
  },
  '/recover/unable': {
    h1: /ご登録の連絡先を確認できませんでした/, content: /0120-000-000[\s\S]*受付番号[\s\S]*[0-9A-Z]{4}-[0-9A-Z]{4}[\s\S]*デスク確認コード/,
    works: async page => { await send(page, 'はじめからやり直す'); return '/recover'; },
  },
  '/recover/done': {
    h1: /新しいパスワードを設定しました/, content: /sandbox02[\s\S]*お知らせをお送りしました/,
    async works(page) {
      await loaded(page, page.locator('main a.btn-1').click());
      assert.equal(await page.locator('[name=member_id]').inputValue(), 'sandbox02');
      return '/login';
    },
  },
  '/guide': {
    h1: /ご登録ガイド/, content: /パソコンで登録する[\s\S]*iPhoneで登録する[\s\S]*Androidで登録する/,
    async works(page) {
      await loaded(page, page.locator('a[href="/guide/iphone"]').click());
      assert.match(await page.locator('h1').innerText(), /iPhone/);
      return '/guide/iphone';
    },
  },
  '/guide/pc': {
    h1: /パソコンで登録する/, content: /動画で見る[\s\S]*1[\s\S]*登録をはじめる[\s\S]*8[\s\S]*ログインする/,
    works: async page => { await send(page, '登録フォームへ進む'); return '/register'; },
  },
  '/guide/iphone': {
    h1: /iPhoneで登録する/, content: /1項目ずつ[\s\S]*キーボードの上[\s\S]*ホーム画面に追加/,
    works: async page => { await loaded(page, page.locator('main a[href="/guide/android"]').click()); return '/guide/android'; },
  },
  '/guide/android': {
    h1: /Androidで登録する/, content: /1項目ずつ[\s\S]*メッセージのアプリ[\s\S]*ホーム画面に追加/,
    works: async page => { await loaded(page, page.locator('main a[href="/guide/pc"]').click()); return '/guide/pc'; },
  },
  '/app': {
    h1: /アプリ「みほんPortal」を入れる/, content: /手順を見る[\s\S]*「共有」を押します[\s\S]*「ホーム画面に追加」を選びます[\s\S]*メニューを押します[\s\S]*ブラウザーとアプリは別々です/,
    works: async page => { await send(page, 'このままブラウザーで登録する'); return '/register'; },
  },
  '/login': {
    h1: /ログイン/, content: /はじめての方[\s\S]*お忘れの方[\s\S]*0120-000-000/,
    async works(page) {
      await enter(page, { member_id: 'hanako2468', password: 'Kiri-no-mori8' });
      await loaded(page, page.locator('main button[type=submit]').click());
      assert.match(await page.locator('#problems').innerText(), /IDまたはパスワードが違います/);
      assert.equal(await page.locator('[name=member_id]').inputValue(), 'hanako2468');
      return '/login';
    },
  },
  '/home': {
    h1: /ホーム/, content: /見本 花子 様[\s\S]*次回のお支払い[\s\S]*ご利用可能額[\s\S]*最近のご利用/,
    async works(page) {
      await loaded(page, page.locator('a[href="/language?to=en"]').click());
      assert.match(await page.locator('main').innerText(), /Next payment[\s\S]*¥[\d,]+/);
      return '/home';
    },
  },
  '/statements': {
    h1: /ご利用明細/, content: /お店の名前[\s\S]*本人 ••\d{4}[\s\S]*20\d\d年[\s\S]*1?\d月[\s\S]*（.）払い[\s\S]*[\d,]+円/,
    async works(page) {
      await page.locator('.more-terms summary').click();
      await enter(page, { q: 'ｽｰﾊﾟｰ', from: '9000', to: '８千' });
      await send(page, 'さがす');
      assert.match(await page.locator('#to-e').innerText(), /数字で/);
      assert.deepEqual(await page.locator('#search input:not([type=radio])').evaluateAll(all => all.map(e => e.value)), ['ｽｰﾊﾟｰ', '9000', '８千', '', ''], 'nothing typed is lost');
      await enter(page, { from: '1', to: '' });
      await send(page, 'さがす');
      assert.match(await page.locator('#results').innerText(), /\d+件見つかりました[\s\S]*合計[\s\S]*円[\s\S]*お支払い分[\s\S]*スーパー/);
      return '/statements';
    },
  },
  '/usage': {
    h1: /ご利用グラフ/, content: /お支払い分のご利用[\s\S]*[\d,]+円[\s\S]*前の月（\d+月）[\s\S]*使いみち[\s\S]*食料品[\s\S]*金額の数え方[\s\S]*表で見る[\s\S]*合計/,
    async works(page) {
      await loaded(page, page.locator('.chart a').nth(3).click());
      const month = new URL(page.url()).searchParams.get('month');
      assert.equal(await page.locator('.chart a[aria-current]').getAttribute('href'), `/usage?month=${month}`);
      await send(page, 'ご利用者');
      assert.match(await page.locator('main').innerText(), /のご利用者[\s\S]*見本 花子 様/);
      assert.equal(new URL(page.url()).search, `?month=${month}&by=user`);
      return '/usage';
    },
  },
  '/limit': {
    h1: /ご利用可能額/, content: /時点[\s\S]*ショッピング[\s\S]*なぜこの金額か[\s\S]*ご利用可能枠[\s\S]*未請求のご利用[\s\S]*いま使える金額[\s\S]*いつ回復するか[\s\S]*分割・リボ払い[\s\S]*キャッシング/,
    async works(page) {
      await loaded(page, page.locator('a[href="/language?to=en"]').click());
      assert.match(await page.locator('main').innerText(), /Why this amount[\s\S]*¥[\d,]+/);
      await loaded(page, page.locator('a[href="/language?to=ja"]').click());
      return '/limit';
    },
  },
  '/statements/{month}': {
    h1: /ご利用明細/, content: /お支払い金額[\s\S]*[\d,]+円[\s\S]*ショッピング[\s\S]*手数料など[\s\S]*ご利用の一覧[\s\S]*(本人|家族) ••\d{4}[\s\S]*小計[\s\S]*お支払い金額/,
    async works(page) {
      await page.locator('.months select').selectOption({ index: 3 });
      const to = await page.locator('.months select').inputValue();
      await loaded(page, page.locator('.months button').click());
      assert.equal(await page.locator('.months select').inputValue(), to);
      await loaded(page, page.locator('.months a').last().click());
      const next = await page.locator('.months select').inputValue();
      assert.ok(next > to, 'the month after');
      return `/statements/${next}`;
    },
  },
  '/statements/{month}/uses/{ref}': {
    h1: /./, content: /[\d,]+円[\s\S]*このご利用について[\s\S]*ご利用日[\s\S]*この明細でのお支払い[\s\S]*0120-000-000/,
    async works(page) {
      await loaded(page, page.locator('.back a').click());
      return address('/statements/{month}');
    },
  },
  '/menu': {
    h1: /メニュー/, content: /お手続き・お問い合わせをさがす[\s\S]*ご利用とお支払い[\s\S]*紛失・盗難の届け出[\s\S]*0120-000-024[\s\S]*お客様の情報[\s\S]*電話で相談する/,
    async works(page) {
      await enter(page, { q: 'かいやく' });
      await send(page, 'さがす');
      assert.match(await page.locator('main').innerText(), /1件見つかりました[\s\S]*カードの解約[\s\S]*0120-000-000/);
      assert.equal(await page.locator('.links li:visible').count(), 1);
      await enter(page, { q: 'xyzzy' });
      await send(page, 'さがす');
      assert.match(await page.locator('main').innerText(), /「xyzzy」に合うお手続きは見つかりませんでした[\s\S]*0120-000-000/);
      return '/menu';
    },
  },
  '/inbox': {
    h1: /お知らせ/, content: /Netアンサーの登録が完了しました[\s\S]*\d+月\d+日/,
    async works(page) {
      await loaded(page, page.locator('.notices a').last().click());
      assert.match(await page.locator('h1').innerText(), /登録が完了しました/);
      return address('/inbox/{id}');
    },
  },
  '/inbox/{id}': {
    h1: /Netアンサーの登録が完了しました/, content: /日時[\s\S]*カード番号の末尾[\s\S]*\d{4}[\s\S]*お送り先[\s\S]*\*\*\*@[\s\S]*お心当たりがない場合[\s\S]*0120-000-000/,
    async works(page) {
      await loaded(page, page.locator('main a[href="/inbox"]').click());
      assert.equal(await page.locator('.notices a').last().locator('.badge').count(), 0, 'it is read');
      return '/inbox';
    },
  },
  '/settings': {
    h1: /設定/, content: /ご登録の連絡先[\s\S]*\d0-\*\*\*\*-\d{4}[\s\S]*確認済み[\s\S]*言語[\s\S]*画面の明るさ[\s\S]*Chrome（Windows）[\s\S]*この端末[\s\S]*Safari（iPhone）[\s\S]*すべてログアウト/,
    async works(page) {
      await page.locator('[name=theme][value=dark]').check();
      await send(page, 'この明るさにする');
      assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
      assert.ok(await page.locator('[name=theme][value=dark]').isChecked());
      return '/settings';
    },
  },
  '/vault': {
    h1: /オフラインで明細を見る/, content: /オフラインで明細を見る[\s\S]*この端末に保存するもの[\s\S]*下4桁だけ[\s\S]*PINで暗号化/,
    async works(page) {
      assert.equal(await page.locator('main input').count(), 0, 'nothing to fill in that would do nothing');
      return '/vault';
    },
  },
  '/settings/mail': {
    h1: /メールアドレスの確認/, content: /mada\.no\.kaze@mail\.example\.org[\s\S]*未確認[\s\S]*あと5回入力できます[\s\S]*届かないとき/,
    async works(page) {
      await enter(page, { passcode: '１２３ ４５' });
      await send(page, 'メールアドレスを確認する');
      assert.match(await page.locator('#passcode-e').innerText(), /6桁/);
      await enter(page, { passcode: '12' });
      return '/settings/mail';
    },
  },
  '/cards': {
    h1: /カードの一覧/, content: /Visa[\s\S]*\d{4}[\s\S]*本会員[\s\S]*表示中[\s\S]*名前の変更・カードを外す/,
    async works(page) {
      await send(page, '名前の変更・カードを外す');
      assert.match(await page.locator('h1').innerText(), /カードの設定/);
      return address('/cards/{card}');
    },
  },
  '/cards/add': {
    h1: /カードの追加/, content: /ご本人様確認[\s\S]*カード表示「01\/28」の場合[\s\S]*セキュリティコード/,
    async works(page) {
      await enter(page, { card_number: '4000003818281724', exp_month: '13', exp_year: '28' });
      await send(page, 'ご本人様確認へ進む');
      const problems = await page.locator('#problems').innerText();
      for (const word of ['カード番号', '月', 'セキュリティコード', 'もう一度入力']) assert.ok(problems.includes(word), `${word}: ${problems}`);
      assert.equal(await page.locator('[name=card_number]').inputValue(), '', 'the number is not sent back');
      return '/cards/add';
    },
  },
  '/cards/add/verify': {
    h1: /ご本人様確認/, content: /0\d0-\*\*\*\*-\d{4}[\s\S]*照合番号[\s\S]*あと5回入力できます/,
    async works(page) {
      await enter(page, { passcode: '１２３ ４５' });
      await send(page, '認証する');
      assert.match(await page.locator('#passcode-e').innerText(), /6桁/);
      await send(page, 'もう一度送る');
      assert.match(await page.locator('main').innerText(), /\d+秒たって/, 'how long to wait is said');
      return '/cards/add/send'; // which leads back when it is asked for
    },
  },
  '/cards/add/call': {
    h1: /お電話でのご本人様確認/, content: /0120-000-00\d[\s\S]*03-0000-000\d[\s\S]*\d-\*+-\d{4}[\s\S]*番号の前に186を付けて/,
    async works(page) {
      await send(page, '認証を完了する');
      assert.match(await page.locator('.errsum').innerText(), /お電話をまだ確認できていません/);
      return '/cards/add/call';
    },
  },
  '/cards/add/unable': {
    h1: /ご登録の連絡先を確認できませんでした/, content: /0120-000-000[\s\S]*受付番号[\s\S]*[0-9A-Z]{4}-[0-9A-Z]{4}[\s\S]*デスク確認コード/,
    works: async page => { await send(page, '別のカードを追加する'); return '/cards/add'; },
  },
  '/cards/add/done': {
    h1: /カードを追加しました/, content: /Visa[\s\S]*\d{4}[\s\S]*このカードを表示する[\s\S]*名前をつける[\s\S]*お知らせしました/,
    async works(page) {
      await send(page, '名前をつける');
      assert.match(await page.locator('h1').innerText(), /カードの設定/);
      await page.goBack();
      return '/cards/add/done';
    },
  },
  '/cards/{card}/remove': {
    h1: /カードを外す/, content: /Visa[\s\S]*\d{4}[\s\S]*外すとどうなるか[\s\S]*いままでどおりお使いいただけます[\s\S]*このカードを外す/,
    async works(page) {
      await send(page, '外さずに戻る');
      assert.match(await page.locator('main').innerText(), /このカードを一覧から外す/, 'it is there yet');
      return address('/cards/{card}/remove').replace('/remove', '');
    },
  },
  '/cards/{card}': {
    h1: /カードの設定/, content: /カード番号[\s\S]*Visa[\s\S]*\d{4}[\s\S]*会員区分[\s\S]*カードの名前[\s\S]*任意/,
    async works(page) {
      await enter(page, { card_name: '漢'.repeat(21) });
      await send(page, '名前を保存する');
      assert.match(await page.locator('#card_name-e').innerText(), /20文字まで/);
      assert.equal(await page.locator('[name=card_name]').inputValue(), '漢'.repeat(21), 'what was typed stays');
      await enter(page, { card_name: 'ふだん使い' });
      await send(page, '名前を保存する');
      assert.match(await page.locator('main').innerText(), /名前を変更しました[\s\S]*ふだん使い/);
      await send(page, '名前の変更・カードを外す');
      await enter(page, { card_name: '' });
      await send(page, '名前を保存する');
      return '/cards';
    },
  },
};

test('every row of the table of screens has its tests here', async () => {
  const source = await readFile(path.join(root, 'app/screen/screen.go'), 'utf8');
  const table = [...source.matchAll(/= Row\[wire\.\w+\]\{"(\/[^"]*)"/g)].map(m => m[1]);
  assert.ok(table.length > 5, 'the table is read');
  assert.deepEqual(Object.keys(rows).sort(), table.sort());
  assert.deepEqual(Object.keys(stage).sort(), table.sort());
});

test('the inspection finds what is wrong', async t => {
  const who = await person(browser, server, { view: 'phone' });
  t.after(() => who.context.close());
  await open(who, '/login');
  await who.page.evaluate(() => {
    const main = document.querySelector('main');
    const add = (tag, set) => main.append(Object.assign(document.createElement(tag), set));
    add('h1', { textContent: '二つ目' });
    add('button', { textContent: '小' });
    add('input', {});
    add('span', { textContent: '一'.repeat(200), className: 'money' });
    document.querySelector('.btn-1').className = 'pale';
    const pale = new CSSStyleSheet();
    pale.replaceSync('@media (prefers-color-scheme: dark) { .pale { background: #445; color: #556; } }');
    document.adoptedStyleSheets.push(pale);
    document.documentElement.lang = 'fr';
    document.title = '';
  });
  const found = (await inspect(who)).join('\n');
  for (const fault of ['light: 2 headings', 'title:', 'lang: fr', 'scrolls sideways', 'out of the page', 'target of', 'light: label:', 'dark: color-contrast:', '320 px: target of']) {
    assert.ok(found.includes(fault), `${fault} is not found in:\n${found}`);
  }
});

for (const [row, { h1, content, works }] of Object.entries(rows)) {
  test(`without scripts ${row} is complete and works`, async t => {
    const own = { // what works changes is nobody else's
      '/register/confirm': () => entered(server, 'diners', { member_id: 'sakai2468' }),
      '/register/verify': () => asked(server, 'both', { member_id: 'ayame2468' }),
      '/recover/verify': () => forgot(server, 'registered'),
      '/cards/add/verify': () => adding(server, 'refund'),
    }[row];
    const cookies = own ? (await own()).cookies() : stage[row];
    for (const view of ['pc', 'phone']) {
      const who = await person(browser, server, { view, scripts: false });
      t.after(() => who.context.close());
      const answer = await open(who, address(row), cookies);
      assert.equal(answer.status(), 200);
      assert.equal(new URL(who.page.url()).pathname, address(row));
      assert.match(await who.page.locator('h1').innerText(), h1);
      assert.match(await who.page.locator('main').innerText(), content);
      none(await faults(who.page), view);
      if (view === 'pc') continue;
      const to = await works(who.page);
      assert.equal(new URL(who.page.url()).pathname, to);
      none(await faults(who.page, { lang: row === '/home' ? 'en' : 'ja' }), 'after it worked');
      none(who.troubles);
    }
  });
}

// again asks for the number to call once more.
const again = row => fetch(server.url + row.replace(/call$/, 'send'), {
  method: 'POST', redirect: 'manual', body: new URLSearchParams({ channel: 'call' }),
  headers: { Accept: 'application/json', Cookie: stage[row].map(c => `${c.name}=${c.value}`).join('; ') },
});

for (const view of ['pc', 'phone']) {
  test(`${view}: every screen with the app, light and dark${view === 'phone' ? ', and in 320 px' : ''}`, async t => {
    const who = await person(browser, server, { view });
    t.after(() => who.context.close());
    for (const [row, { h1, content }] of Object.entries(rows)) {
      await t.test(row, async () => {
        if (row.endsWith('/call')) await again(row); // a call is waited for five minutes
        await open(who, address(row), stage[row]);
        assert.match(await who.page.locator('h1').innerText(), h1);
        if (!/^\/(register|recover|cards\/add)$/.test(row) || view === 'pc') assert.match(await who.page.locator('main').innerText(), content); // the wizard shows one part
        none(await inspect(who, { picture: row.startsWith('/guide/') ? '' : `${named(row)}-${view}`, darkPicture: /register$|home/.test(row) }));
      });
    }
    const family = await loggedInFamily();
    const more = { // the same screens over other data
      '/?member': ['/', stage['/home']], '/register?part=card': ['/register?part=card', stage['/register/confirm']],
      '/register?entered': ['/register', stage['/register/confirm']], '/register?expired': ['/register?expired=1'],
      'a call has come': ['/register/call', (await called(view)).cookies()],
      'not registered yet': ['/recover/unable', (await recovered(server, 'amex')).cookies()], 'recovery ran out': ['/recover?expired=1'],
      'time of care': ['/home', (await loggedIn(server, 'sandbox03', 'Sandbox-03-mihon')).cookies()],
      'unable: registered': ['/register/unable', (await registeredTwice(view)).cookies()],
      'nothing found': ['/menu?q=xyzzy', stage['/menu']], 'near': ['/menu?q=' + encodeURIComponent('解約したい'), stage['/menu']],
      'no notices': ['/inbox', (await loggedIn(server, 'sandbox03', 'Sandbox-03-mihon')).cookies()],
      'an address to confirm': ['/home', stage['/settings/mail']], 'a confirmed address': ['/settings/mail', stage['/home']],
      'unable: asked for the desk': ['/register/unable', (await atDesk(view)).cookies()],
      'logged out': ['/login?out=1'], 'timed out': ['/login?ended=1&next=/home'], 'family card': ['/home', family],
    };
    for (const [name, [address, cookies]] of Object.entries(more)) {
      await t.test(name, async () => {
        await open(who, address, cookies);
        none(await inspect(who));
      });
    }
    await t.test('addresses that are no screen', async () => {
      assert.equal((await open(who, '/nowhere')).status(), 404);
      none(await inspect(who, { picture: `missing-${view}` }));
      assert.equal((await open(who, '/register/strength')).status(), 405);
      none(await inspect(who));
    });
    none(who.troubles);
  });
}

let family;
async function loggedInFamily() {
  if (family) return family;
  const { mobile } = server.card('family');
  await proven(server, 'family', mobile, { member_id: 'segawa2468' });
  return family = (await loggedIn(server, 'segawa2468')).cookies();
}

// called has called, and stands where to go on.
async function called(view) {
  const who = await asked(server, 'landline', { member_id: `ishida1${view}` });
  await who.get('/register/call');
  assert.ok((await server.call(server.card('landline').landline, who.html().match(/0120-000-00\d/)[0])).answered);
  return who;
}

// registeredTwice has proven who it is, and hears only then that the card has its member.
const registeredTwice = view => proven(server, 'registered', server.card('registered').mobile, { member_id: `matsu1${view}` });

// atDesk asked for the desk at the screen of the passcode.
async function atDesk(view) {
  const who = await asked(server, 'both', { member_id: `kaede1${view}` });
  await who.post('/register/desk', {});
  return who;
}

for (const view of ['pc', 'phone']) {
  test(`${view}: problems showing, drawn by the app and by the server`, async t => {
    const who = await person(browser, server, { view });
    t.after(() => who.context.close());
    const { page } = who;
    const shown = async (field, picture) => {
      assert.ok(await page.locator(`#${field}-e`).innerText(), `${field} says what is wrong`);
      none(await inspect(who, { picture: picture && `${picture}-${view}` }));
    };
    const verify = (await asked(server, 'mail', { member_id: `watarai1${view}` })).cookies();
    const typed = registration(server.card('sms'), { card_number: server.card('sms').number.slice(0, 15), security_code: '12', password: 'abc', email: 'umi.no.kaze' });
    for (const [address, cookies, values, field, picture] of [
      ['/register', [], typed, 'email', 'register-errors'],
      ['/register?part=login', stage['/register/confirm'], { member_id: 'あいうえお', password: 'a' }, 'password'],
      ['/register/verify', verify, { passcode: '000000' }, 'passcode', 'verify-errors'],
      ['/register/password', stage['/register/password'], { member_id: '', password: '' }, 'member_id'],
      ['/register/unable', stage['/register/unable'], { desk_code: '7K2Q9-XMB4T' }, 'desk_code', 'unable-errors'],
      ['/settings/mail', stage['/settings/mail'], { passcode: '12' }, 'passcode'],
      ['/login', [], { member_id: '', password: '' }, 'password', 'login-errors'],
    ]) {
      await t.test(`${address}, the app`, async () => {
        await open(who, address, cookies);
        for (const [name, value] of Object.entries(values)) {
          const input = page.locator(`[name="${name}"]`);
          if (!await input.isVisible()) break; // the wizard: its part in view stops the person
          if (value === true) await input.check();
          else await input.fill(value);
        }
        await page.locator('#form button[type=submit]:visible').click();
        const first = await until(page, () => document.querySelector('.field.bad [name]')?.name);
        await shown(first);
        if (view === 'phone' && address === '/register') await shoot(page, 'register-phone-error');
      });
      await t.test(`${address}, the server`, async () => {
        await open(who, address, cookies);
        const answer = page.waitForNavigation();
        await page.evaluate(values => {
          for (const [name, value] of Object.entries(values)) {
            const input = document.querySelector(`[name="${name}"]`);
            if (value === true) input.checked = true;
            else input.value = value;
          }
          document.getElementById('form').submit(); // past the app, as a browser without it does
        }, values);
        assert.equal((await answer).status(), 422);
        await live(page);
        await shown(field, picture);
      });
    }
    none(who.troubles);
  });
}

test('phone: every part of the wizard', async t => {
  const who = await person(browser, server, { view: 'phone' });
  t.after(() => who.context.close());
  const { page } = who;
  await open(who, '/register');
  const typed = registration(server.card('amex'));
  const parts = [['card_number'], ['exp_month', 'exp_year'], ['security_code'], ['member_id', 'password'], ['email'], ['agree']];
  for (const [i, names] of parts.entries()) {
    await t.test(names.join(', '), async () => {
      await until(page, name => document.querySelector(`[name=${name}]`).checkVisibility(), names[0]);
      assert.deepEqual(await page.locator('main input:visible').evaluateAll(all => all.map(e => e.name)), names, 'this part alone is in view');
      await enter(page, Object.fromEntries(names.map(n => [n, typed[n]])));
      if (names.includes('password')) await until(page, () => document.querySelector('.meter').dataset.grade !== '-');
      none(await inspect(who, { picture: `register-phone-part${i + 1}`, darkPicture: i === 3 }));
    });
    if (i < parts.length - 1) await press(page, '次へ');
  }
  none(who.troubles);
});

test('English, on both', async t => {
  for (const view of ['pc', 'phone']) {
    const who = await person(browser, server, { view, locale: 'en-US' });
    t.after(() => who.context.close());
    for (const row of Object.keys(rows)) {
      await t.test(`${view} ${row}`, async () => {
        await open(who, address(row), stage[row]);
        none(await inspect(who, { lang: 'en', dark: false, narrow: false, picture: /^\/(register|home)$/.test(row) ? `${named(row)}-${view}-en` : '' }));
        await who.page.evaluate(() => { for (const shop of document.querySelectorAll('.ledger .shop, .use-top h1')) shop.remove(); }); // shops have the names that they have
        const words = await who.page.locator('main').innerText();
        const left = words.replace(/見本 花子|みほん銀行 普通|^日本語$/gm, '').split(/最近のご利用|Latest uses/)[0].match(/[\u3040-\u30ff\u4e00-\u9fff]+/g);
        assert.equal(left, null, 'no word is left in Japanese but names');
      });
    }
    none(who.troubles);
  }
});

test('text of 200 %, on both', async t => {
  const big = await launch('--blink-settings=defaultFontSize=32');
  t.after(() => big.close());
  for (const [view, locale, of] of [['phone', 'ja-JP', /./], ['phone', 'en-US', /./], ['pc', 'ja-JP', /^\/(register|home)?$/]]) {
    const who = await person(big, server, { view, locale });
    t.after(() => who.context.close());
    for (const row of [...Object.keys(rows), '/nowhere'].filter(r => of.test(r))) {
      await t.test(`${view} ${locale} ${row}`, async () => {
        await open(who, address(row), stage[row]);
        assert.equal(await who.page.evaluate(() => getComputedStyle(document.documentElement).fontSize), '32px');
        none(await inspect(who, { lang: locale.slice(0, 2), dark: false, narrow: false }));
        if (view === 'phone' && locale === 'ja-JP' && /^\/(register|home)$/.test(row)) await shoot(who.page, `${named(row)}-phone-200`);
      });
    }
    none(who.troubles);
  }
});

test('forced colours and reduced motion take nothing away', async t => {
  const who = await person(browser, server, { view: 'pc', forcedColors: 'active' });
  t.after(() => who.context.close());
  const { page } = who;
  const edges = (...selectors) => page.evaluate(selectors => selectors.map(s => {
    const e = [...document.querySelectorAll(s)].find(e => e.checkVisibility()), style = getComputedStyle(e);
    return { s, edge: parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== 'none', high: e.getBoundingClientRect().height };
  }), selectors);
  await open(who, '/register');
  for (const e of await edges('.btn-1', '.card', '.input', '.req', '.terms')) assert.ok(e.edge && e.high > 0, `${e.s} has an edge`);
  const paint = s => page.evaluate(s => getComputedStyle(document.querySelector(s), s.endsWith('li') ? '::before' : null).backgroundColor, s);
  assert.notEqual(await paint('.steps li'), await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'the steps are seen');
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector('.meter-bar i')).boxShadow), 'none', 'the meter is seen');
  await page.focus('[name=card_number]');
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), 'none');
  await open(who, '/home', stage['/home']);
  for (const e of await edges('.due', '.tile', '.card', '.switch')) assert.ok(e.edge && e.high > 0, `${e.s} has an edge`);
  // the ground that forced colours put under words may not cover the line above: the date, the answer to 「いつ」
  const covered = await page.evaluate(() => {
    const words = s => { const range = document.createRange(); range.selectNodeContents(document.querySelector(s)); return [...range.getClientRects()]; };
    return Math.max(...words('.due-date').map(r => r.bottom)) - Math.min(...words('.due-sum').map(r => r.top));
  });
  assert.ok(covered <= 1, `the sum covers ${covered} px of the date`);
  // reduced motion: the skeleton, the spinner and the line of progress stand still and are there
  await open(who, '/dev/gallery');
  for (const s of ['.spin', '.skel']) {
    assert.equal(await page.evaluate(s => getComputedStyle(document.querySelector(s)).animationName, s), 'none');
    assert.ok((await edges(s))[0].high > 0, `${s} is there`);
  }
  none(who.troubles);
});

test('the program answers the telephone by itself, with no setting at all', async () => {
  const call = await fetch(server.url + '/dev/handset/call', {
    method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body: JSON.stringify({ from: server.card('landline').landline, to: '0120-999-999' }),
  }).then(answer => answer.json());
  assert.deepEqual([call.answered, call.status, call.heard], [false, 404, []]); // a number that is not ours, so that nothing is said: that takes its time
});

test('the gallery shows what the sheet of the look shows', async t => {
  for (const view of ['pc', 'phone']) {
    const who = await person(browser, server, { view });
    t.after(() => who.context.close());
    await open(who, '/dev/gallery');
    none(await inspect(who, { brand: ' dev', picture: `gallery-${view}` }));
    const sections = await who.page.locator('.gal > section > h2').allInnerTexts();
    for (const of of ['色', 'ボタン', '入力欄', '安全性のめやす', '進み具合', 'お知らせとバッジ', 'エラーのまとめ', 'カード・読み込み中・空・失敗', '確認の窓', 'アイコン']) {
      assert.ok(sections.includes(of), `${of} is missing among ${sections}`);
    }
    await open(who, '/dev/handset?to=' + server.card('sms').mobile);
    none(await inspect(who, { brand: ' dev', picture: view === 'pc' ? 'handset-pc' : '' }));
    assert.ok(await who.page.locator('#dial-from option').count() > 15, 'the demo phones to call from');
    none(who.troubles);
  }
});
