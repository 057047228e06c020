// The screens behind the login: the account to read, and to act on.
import assert from 'node:assert/strict';
import { enter, press } from './lib.mjs';
import { call, loaded, passcode, send, wrongCard } from './screens-steps.mjs';
import { address } from './stage.mjs';

export const inside = {
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
