// What each row of the table of screens shows, and what can be done there without scripts: screens.test.mjs walks them.
import assert from 'node:assert/strict';
import { enter, press } from './lib.mjs';
import { address } from './stage.mjs';

// Without scripts whatever is pressed loads a page: all of it.
const loaded = (page, pressed) => Promise.all([page.waitForNavigation({ waitUntil: 'load' }), pressed]);
const send = (page, name) => loaded(page, press(page, name));

// wrongCard enters a card with problems where a journey begins with one.
const wrongCard = address => async page => {
  await enter(page, { card_number: '4000003818281724', exp_month: '13', exp_year: '28' });
  await send(page, 'ご本人様確認へ進む');
  const problems = await page.locator('#problems').innerText();
  for (const word of ['カード番号', '月', 'セキュリティコード', 'もう一度入力']) assert.ok(problems.includes(word), `${word}: ${problems}`);
  assert.equal(await page.locator('[name=card_number]').inputValue(), '', 'the number is not sent back');
  assert.equal(await page.locator('[name=exp_year]').inputValue(), '28');
  return address;
};

// passcode is the screen of a journey on which one is typed; masked is where it went.
const passcode = (root, masked = /0\d0-\*\*\*\*-\d{4}/) => ({
  h1: /ご本人様確認/, content: new RegExp(`${masked.source}[\\s\\S]*照合番号[\\s\\S]*あと5回入力できます`),
  async works(page) {
    await enter(page, { passcode: '１２３ ４５' });
    await send(page, '認証する');
    assert.match(await page.locator('#passcode-e').innerText(), /6桁/);
    await send(page, 'もう一度送る');
    assert.match(await page.locator('main').innerText(), /\d+秒たって/, 'how long to wait is said');
    return `${root}/send`; // which leads back when it is asked for
  },
});

// call is the screen of a journey that waits for one.
const call = root => ({
  h1: /お電話でのご本人様確認/, content: /0120-000-00\d[\s\S]*03-0000-000\d[\s\S]*\d-\*+-\d{4}[\s\S]*番号の前に186を付けて/,
  async works(page) {
    await send(page, '認証を完了する');
    assert.match(await page.locator('.errsum').innerText(), /お電話をまだ確認できていません/);
    return `${root}/call`;
  },
});

// heading and content of each row, and what can be done there without scripts
export const rows = {
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
    h1: /カード情報の確認/, content: /カード表示「01\/28」の場合[\s\S]*セキュリティコード[\s\S]*ログインしてカードを追加する/,
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
  '/payment': {
    h1: /お支払変更/, content: /変更できるご利用[\s\S]*[\d,]+円[\s\S]*受付[\s\S]*まで[\s\S]*お支払いのご案内/,
    async works(page) {
      await loaded(page, page.locator('.pay-uses a').first().click());
      assert.match(await page.locator('h1').innerText(), /お支払い方法を変更する/);
      return new URL(page.url()).pathname;
    },
  },
  '/payment/{use}': {
    h1: /お支払い方法を変更する/, content: /1回のまま[\s\S]*あとから分割[\s\S]*あとからリボ[\s\S]*シミュレーション/,
    async works(page) {
      assert.equal(await page.locator('[name=way]:checked').inputValue(), 'stay', 'nothing is chosen for anybody');
      await page.locator('[name=way][value=instalments]').check();
      await page.locator('[name=payments]').selectOption('24');
      await loaded(page, press(page, 'この条件で計算する'));
      assert.match(await page.locator('.pay-sim').innerText(), /1回で払う[\s\S]*24回に分ける[\s\S]*円多くなります[\s\S]*手数料が、お支払いの元金の17%になります[\s\S]*お支払いの予定/);
      await page.locator('[name=way][value=stay]').check();
      await send(page, '確認画面へ進む');
      assert.match(await page.locator('#problems').innerText(), /変更後のお支払い方法をお選びください/);
      await page.locator('[name=way][value=revolving]').check();
      await send(page, '確認画面へ進む');
      assert.match(await page.locator('main').innerText(), /お支払い総額/);
      return new URL(page.url()).pathname;
    },
  },
  '/limit/raise': {
    h1: /ご利用可能枠の増枠/, content: /いまの枠[\s\S]*円[\s\S]*お申し込みいただける枠[\s\S]*ずっと増やす[\s\S]*ご利用の目的[\s\S]*法令にもとづいてうかがうこと[\s\S]*収入を証明する書類[\s\S]*信用情報機関への照会に同意します/,
    async works(page) {
      await enter(page, { limit: '-1', employer: 'みほん商事' });
      await send(page, '確認画面へ進む');
      const problems = await page.locator('#problems').innerText();
      for (const word of ['数字で', '目的', '照会']) assert.ok(problems.includes(word), `${word}: ${problems}`);
      assert.equal(await page.locator('[name=employer]').inputValue(), 'みほん商事', 'what was typed stays');
      return '/limit/raise';
    },
  },
  '/limit/lower': {
    h1: /ご利用可能枠の引き下げ/, content: /いまの枠[\s\S]*円[\s\S]*新しい枠[\s\S]*単位でご入力ください/,
    async works(page) {
      await enter(page, { limit: '1' });
      await send(page, '確認画面へ進む');
      assert.match(await page.locator('#limit-e').innerText(), /単位でご入力ください/);
      await enter(page, { limit: '20万' });
      await send(page, '確認画面へ進む');
      assert.match(await page.locator('main').innerText(), /ご利用可能枠の引き下げ[\s\S]*200,000円/);
      return new URL(page.url()).pathname;
    },
  },
  '/cashing': {
    h1: /キャッシング/, content: /いま借りられる金額[\s\S]*円[\s\S]*1回払い[\s\S]*年率[\s\S]*お借り入れの履歴[\s\S]*キャッシング枠[\s\S]*円/,
    async works(page) {
      await enter(page, { amount: '5万' });
      await send(page, 'この条件で計算する');
      assert.match(await page.locator('main').innerText(), /利息\s*[\d,]+円[\s\S]*返済の総額\s*50,[\d]+円/);
      await send(page, '枠の引き上げを申し込む');
      assert.match(await page.locator('h1').innerText(), /キャッシング枠の引き上げ/);
      return '/limit/raise';
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
      assert.match(await page.locator('main').innerText(), /1件見つかりました[\s\S]*カードの解約/);
      assert.equal(await page.locator('.links li:visible').count(), 1);
      await enter(page, { q: 'xyzzy' });
      await send(page, 'さがす');
      assert.match(await page.locator('main').innerText(), /「xyzzy」に合うお手続きは見つかりませんでした[\s\S]*0120-000-000/);
      return '/menu';
    },
  },
  '/menu/{procedure}': {
    h1: /住所の変更/, content: /ご登録の住所[\s\S]*\*\*\*\*[\s\S]*郵便番号[\s\S]*都道府県[\s\S]*東京都[\s\S]*町名・番地[\s\S]*お手続きすると[\s\S]*メニューへ戻る/,
    async works(page) {
      await enter(page, { postal: '150000', city: '渋谷区' });
      await send(page, '確認画面へ進む');
      assert.match(await page.locator('.errsum').innerText(), /3件[\s\S]*郵便番号[\s\S]*7桁[\s\S]*都道府県[\s\S]*町名・番地/);
      assert.equal(await page.inputValue('[name=city]'), '渋谷区');
      return '/menu/address';
    },
  },
  '/menu/faq': {
    h1: /よくあるご質問/, content: /ご質問をさがす[\s\S]*年会費はいくらですか[\s\S]*カードを解約・退会したい[\s\S]*解決しないときは/,
    async works(page) {
      await enter(page, { q: 'ﾀｲｶｲ' });
      await send(page, 'さがす');
      assert.match(await page.locator('main').innerText(), /件のご質問が見つかりました[\s\S]*カードを解約・退会したい/);
      const leave = page.locator('#faq-leave');
      if (await leave.getAttribute('open') === null) await leave.locator('summary').click();
      assert.match(await page.locator('#faq-leave').innerText(), /失効するポイント/);
      await loaded(page, page.getByRole('link', { name: 'お問い合わせを送る' }).click());
      return '/menu/contact';
    },
  },
  '/menu/contact': {
    h1: /お問い合わせ/, content: /お急ぎのときは[\s\S]*0120-000-024[\s\S]*お問い合わせの種類[\s\S]*お問い合わせの内容[\s\S]*添付ファイル/,
    async works(page) {
      await page.locator('[name=topic]').selectOption('payment');
      await enter(page, { words: '締切の日を教えてください。' });
      await send(page, '送信する');
      assert.match(await page.locator('main').innerText(), /お問い合わせを受け付けました|受付番号/);
      return new URL(page.url()).pathname;
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
    works: wrongCard('/cards/add'),
  },
  '/cards/add/verify': passcode('/cards/add'),
  '/cards/add/call': call('/cards/add'),
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
  '/orders': {
    h1: /お手続きの履歴/, content: /ご利用可能枠の引き下げ[\s\S]*(完了しました|受け付けました)/,
    async works(page) {
      const to = await page.locator('#list a').first().getAttribute('href');
      await page.locator('#list a').first().click();
      assert.match(await page.locator('main').innerText(), /受付番号[\s\S]*受付の控え|受付の控え[\s\S]*受付番号/);
      return to;
    },
  },
  '/orders/{id}': {
    h1: /キャッシング/, content: /まだお申し込みは完了していません[\s\S]*お手続きの内容[\s\S]*カード番号の末尾[\s\S]*ご確認いただく書面[\s\S]*同意します[\s\S]*同意してご本人様確認へ進む/,
    async works(page) {
      await send(page, '同意してご本人様確認へ進む');
      assert.match(await page.locator('#agree-e').innerText(), /同意します/);
      return new URL(page.url()).pathname;
    },
  },
  '/prove/verify': passcode('/prove'),
  '/prove/call': call('/prove'),
  '/prove/unable': {
    h1: /認証デスクでご本人様を確認します/, content: /0120-000-000[\s\S]*受付番号[\s\S]*[0-9A-Z]{4}-[0-9A-Z]{4}[\s\S]*デスク確認コード/,
    works: async page => { await send(page, 'お手続きの履歴へ'); return '/orders'; },
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
