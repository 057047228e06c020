// The screens before the login: the ways in, the guide, the app.
import assert from 'node:assert/strict';
import { enter } from './lib.mjs';
import { call, loaded, passcode, send, wrongCard } from './screens-steps.mjs';

export const outside = {
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
  '/register/verify': passcode('/register', /060-\*\*\*\*-\d{4}/),
  '/register/call': call('/register'),
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
    h1: /カード情報の確認/, content: /ログインしてカードを追加する[\s\S]*カード表示「01\/28」の場合[\s\S]*セキュリティコード/,
    works: wrongCard('/portal/card'),
  },
  '/portal/verify': passcode('/portal'),
  '/portal/call': call('/portal'),
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
    works: wrongCard('/recover'),
  },
  '/recover/verify': passcode('/recover'),
  '/recover/call': call('/recover'),
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
};
