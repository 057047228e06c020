package faq

import "netanswer/shared/text"

var all = []Question{
	{
		Key: "due", Path: "/home",
		Ask: text.Message{JA: "お支払い金額と、お支払日を知りたい", EN: "How much is due, and when?"},
		Answer: text.Message{
			JA: "ホームの画面に、次回のお支払い金額とお支払日を表示しています。「金額確定」の表示があれば、その金額で引き落とします。\n月ごとの内訳は「ご利用明細」でご覧いただけます。",
			EN: "The home screen shows the next amount and its date. Once it says that the amount is fixed, that is what will be debited.\nWhat it is made of stands on the statement.",
		},
		Names: []string{"おしはらいきんがく", "請求額", "引き落とし額", "引落日", "いくら", "締め日", "しはらいび", "bill", "due"},
	},
	{
		Key: "failed", Path: "/menu?q=口座",
		Ask: text.Message{JA: "引き落としができませんでした。どうすればよいですか", EN: "The debit failed. What should I do?"},
		Answer: text.Message{
			JA: "再度の引き落としを行う日がある場合は、ホームの画面に表示します。その日までに、ご登録の口座へご用意ください。\n再度の引き落としがない場合や、日付を過ぎた場合は、認証デスクへご連絡ください。",
			EN: "If it is tried again, the home screen shows the day: please have the money in your registered account by then.\nIf it is not, or the day is over, please call our desk.",
		},
		Names: []string{"ざんだかぶそく", "残高不足", "再振替", "さいふりかえ", "延滞", "滞納", "払い忘れ", "引き落とせない", "overdue", "failed debit"},
	},
	{
		Key: "instalments", Path: "/payment",
		Ask: text.Message{JA: "買い物のあとから、分割払いやリボ払いに変えられますか", EN: "Can I change to instalments or revolving after a purchase?"},
		Answer: text.Message{
			JA: "変更できるご利用と締切を「お支払い方法の変更」の画面に表示しています。毎月のお支払い額と手数料の合計を、一括で支払った場合と比べてからお決めいただけます。\n変更すると手数料がかかります。",
			EN: "The screen for changing how you pay shows which uses can be changed and until when. You see each payment and the total fee, beside paying once, before you decide.\nA fee is charged.",
		},
		Names: []string{"あとからぶんかつ", "あとリボ", "あとから分割", "分割払い", "リボ払い", "リボルビング", "支払い回数", "回数変更", "instalment", "revolving"},
	},
	{
		Key: "prepay", Path: "/payment",
		Ask: text.Message{JA: "リボ払いを早く終わらせたい", EN: "I want to finish revolving payment sooner"},
		Answer: text.Message{
			JA: "「お支払い方法の変更」の画面の「まとめて返済」から、残高の全部または一部を早めにお支払いいただけます。別の手数料はかかりません。",
			EN: "On the screen for changing how you pay you may pay all or part of the balance sooner. It costs nothing extra.",
		},
		Names: []string{"くりあげへんさい", "繰上返済", "一括返済", "まとめて返済", "リボ解除", "リボ をやめたい", "リボ完済", "pay off", "prepay"},
	},
	{
		Key: "cash", Path: "/cashing",
		Ask: text.Message{JA: "キャッシングを利用したい", EN: "I want to borrow cash"},
		Answer: text.Message{
			JA: "「キャッシング」の画面で、金額、利息、ご返済の予定をお確かめのうえお申し込みください。ご登録の口座へお振り込みします。\nご利用いただけない場合は、その理由を画面に表示します。",
			EN: "The cash advance screen shows amount, interest and repayments before you apply. The money goes into your registered account.\nIf it is not offered to you, the screen says why.",
		},
		Names: []string{"おかねをかりる", "借り入れ", "借入", "かりいれ", "現金", "ローン", "融資", "ATM", "loan", "borrow"},
	},
	{
		Key: "raise", Path: "/limit",
		Ask: text.Message{JA: "ご利用可能枠を増やしたい", EN: "I want a higher limit"},
		Answer: text.Message{
			JA: "「ご利用可能額」の画面から、一時的な増枠と継続的な増枠をお申し込みいただけます。審査があり、ご希望に沿えないことがあります。",
			EN: "On the limit screen you may apply for a temporary or a lasting increase. It is examined, and may be declined.",
		},
		Names: []string{"ぞうわく", "増枠", "限度額", "増額", "一時増額", "引き上げ", "上限を上げる", "与信枠", "raise limit"},
	},
	{
		Key: "available", Path: "/limit",
		Ask: text.Message{JA: "使える金額が思ったより少ないのはなぜですか", EN: "Why is less available than I thought?"},
		Answer: text.Message{
			JA: "お支払いが済んでいないご利用の合計を、ご利用可能枠から引いた金額です。お支払いの後、金融機関からの連絡があってから回復します。",
			EN: "It is your limit less all that you have used and not paid yet. It comes back after the debit, once the bank has told us.",
		},
		Names: []string{"ごりようかのうがく", "使えない", "残高", "限度額いっぱい", "回復", "かいふく", "available credit"},
	},
	{
		Key: "unknown", Path: "",
		Ask: text.Message{JA: "身に覚えのないご利用があります", EN: "There is a use that I do not know"},
		Answer: text.Message{
			JA: "お店の名前が、実際のお店と違って表示されることがあります。ご家族のご利用もご確認ください。\nそれでもお心当たりがないときは、すぐにお電話でご連絡ください。カードを止め、調べます。",
			EN: "Shops may appear under another name, and a family member may have used a card.\nIf you still do not know it, please call us at once. We stop the card and look into it.",
		},
		Names: []string{"みにおぼえのない", "不正利用", "ふせいりよう", "知らない請求", "心当たりがない", "架空請求", "二重請求", "詐欺", "fraud", "unknown charge"},
	},
	{
		Key: "lost", Path: "/menu?q=紛失",
		Ask: text.Message{JA: "カードをなくしました・盗まれました", EN: "My card is lost or stolen"},
		Answer: text.Message{
			JA: "メニューの「紛失・盗難の届け出」からすぐにカードを止めてください。24時間お手続きいただけます。警察にも届け出をお願いします。",
			EN: "Please stop the card at once by “Report a lost or stolen card” in the menu, at any hour. Please tell the police too.",
		},
		Names: []string{"ふんしつ", "とうなん", "紛失", "盗難", "なくした", "失くした", "落とした", "盗まれた", "財布", "止める", "lost", "stolen"},
	},
	{
		Key: "lock", Path: "/menu?q=ロック",
		Ask: text.Message{JA: "カードを一時的に使えないようにしたい", EN: "I want to stop the card for a while"},
		Answer: text.Message{
			JA: "メニューの「カードのロック」で、海外、ネットショッピング、キャッシングを別々に、日を決めて止められます。いつでも解除できます。",
			EN: "With “Lock the card” in the menu you can stop use abroad, online and for cash apart, until a day of your choice, and take the lock off at any time.",
		},
		Names: []string{"いちじていし", "一時停止", "利用停止", "ロック", "ストップ", "海外で使えない", "freeze", "lock"},
	},
	{
		Key: "reissue", Path: "/menu?q=再発行",
		Ask: text.Message{JA: "カードが割れた、読み取れない", EN: "My card is broken or cannot be read"},
		Answer: text.Message{
			JA: "メニューの「カードの再発行」からお申し込みください。新しいカードが届くまでの状況は、受付の画面で確認できます。Netアンサーの登録は、そのままお使いいただけます。",
			EN: "Please order another by “Have a card reissued” in the menu. The page of the order shows how far it is. Your registration for Net Answer stays.",
		},
		Names: []string{"さいはっこう", "再発行", "割れた", "折れた", "磁気不良", "ICチップ", "読み取れない", "broken", "replace"},
	},
	{
		Key: "address", Path: "/menu?q=住所",
		Ask: text.Message{JA: "引っ越しました", EN: "I have moved"},
		Answer: text.Message{
			JA: "メニューの「住所の変更」からお手続きください。新しいカードや書面は、変更の後のご住所へお送りします。",
			EN: "Please use “Change your address” in the menu. Cards and letters then go to the new one.",
		},
		Names: []string{"ひっこし", "引っ越し", "引越し", "転居", "住所変更", "じゅうしょ", "moving"},
	},
	{
		Key: "phone", Path: "/menu?q=電話番号",
		Ask: text.Message{JA: "電話番号・メールアドレスが変わりました", EN: "My phone number or mail address has changed"},
		Answer: text.Message{
			JA: "メニューの「電話番号の変更」「メールアドレスの変更」からお手続きください。前の連絡先にも、変更をお知らせします。\n前の番号でご本人様確認ができないときは、認証デスクへお電話ください。",
			EN: "Please use the procedures in the menu. The former contact is told as well.\nIf you can no longer prove who you are by the former number, please call our desk.",
		},
		Names: []string{"でんわばんごう", "携帯番号", "機種変更", "番号変更", "メアド変更", "アドレス変更", "change phone"},
	},
	{
		Key: "bank", Path: "/menu?q=口座",
		Ask: text.Message{JA: "引き落とし口座を変えたい", EN: "I want another account to be debited"},
		Answer: text.Message{
			JA: "メニューの「引き落とし口座の変更」からお手続きください。金融機関の画面で口座を確認します。切り替わる月は、お手続きの画面に表示します。",
			EN: "Please use the procedure in the menu: the account is confirmed on the bank's own page. The screen shows from which month it counts.",
		},
		Names: []string{"ひきおとしこうざ", "口座変更", "銀行変更", "振替口座", "支払口座", "bank account"},
	},
	{
		Key: "pin", Path: "/menu?q=暗証番号",
		Ask: text.Message{JA: "暗証番号を忘れました", EN: "I have forgotten my PIN"},
		Answer: text.Message{
			JA: "メニューの「暗証番号の照会」からお申し込みください。ご登録のご住所へ、郵便でお知らせします。安全のため、画面や電話ではお伝えできません。",
			EN: "Please order a notice by the menu. It comes by post to your registered address; for your safety it is told neither on a screen nor by telephone.",
		},
		Names: []string{"あんしょうばんごう", "暗唱番号", "4桁", "ピン", "PINコード", "pin"},
	},
	{
		Key: "password", Path: "/recover",
		Ask: text.Message{JA: "パスワードやIDを忘れました", EN: "I have forgotten my password or ID"},
		Answer: text.Message{
			JA: "ログインの画面の「IDまたはパスワードをお忘れの方」から、カードとご本人様確認で、IDの確認とパスワードの再設定ができます。",
			EN: "From the login screen you can look up your ID and set a new password, with your card and a check of identity.",
		},
		Names: []string{"ぱすわーどをわすれた", "パスワード再設定", "ログインできない", "ID忘れ", "アカウント", "サインイン", "forgot password", "login"},
	},
	{
		Key: "passcode", Path: "",
		Ask: text.Message{JA: "ワンタイムパスコードが届きません", EN: "The one-time passcode does not arrive"},
		Answer: text.Message{
			JA: "携帯電話の電波と、SMSの受信拒否の設定をご確認ください。60秒たつと、もう一度お送りできます。\nご登録の番号が古いときは、お電話での確認を選ぶか、認証デスクへご連絡ください。",
			EN: "Please check the signal and whether SMS are blocked. After 60 seconds it can be sent again.\nIf the number on file is old, please choose the call, or call our desk.",
		},
		Names: []string{"わんたいむぱすこーど", "認証コード", "確認コード", "SMSが届かない", "ショートメール", "届かない", "code", "sms"},
	},
	{
		Key: "paper", Path: "/menu?q=明細書",
		Ask: text.Message{JA: "紙の明細書をやめたい・届けてほしい", EN: "I want statements on paper, or no longer"},
		Answer: text.Message{
			JA: "メニューの「ご利用明細書の受け取り方」で選べます。紙の場合の手数料と、切り替わる月を画面に表示します。",
			EN: "You choose in the menu. The fee for paper and the month from which it counts are shown.",
		},
		Names: []string{"かみのめいさい", "WEB明細", "ペーパーレス", "明細書 郵送", "発行手数料", "paperless"},
	},
	{
		Key: "points", Path: "/menu?q=ポイント",
		Ask: text.Message{JA: "ポイントを使いたい", EN: "I want to use my points"},
		Answer: text.Message{
			JA: "メニューの「ポイントを使う」から、次回のお支払いに充てられます。次回のご利用明細に表示します。",
			EN: "By “Use points” in the menu they pay part of the next bill. The statement shows it.",
		},
		Names: []string{"ぽいんと", "ポイント交換", "キャッシュバック", "充当", "有効期限", "points"},
	},
	{
		Key: "family", Path: "/menu?q=家族",
		Ask: text.Message{JA: "家族カードを申し込みたい", EN: "I want a family card"},
		Answer: text.Message{
			JA: "メニューの「ご家族カードの申し込み」からお手続きください。ご家族の同意を得てからご入力ください。",
			EN: "Please use the procedure in the menu, with the consent of the family member.",
		},
		Names: []string{"かぞくかーど", "配偶者", "妻", "夫", "子ども", "追加カード", "family"},
	},
	{
		Key: "etc", Path: "/menu?q=ETC",
		Ask: text.Message{JA: "ETCカードを申し込みたい", EN: "I want an ETC card"},
		Answer: text.Message{
			JA: "メニューの「ETCカードの申し込み」からお手続きください。受付の画面で、発送の状況を確認できます。",
			EN: "Please use the procedure in the menu. The page of the order shows when it is sent.",
		},
		Names: []string{"いーてぃーしー", "高速道路", "ETC", "toll"},
	},
	{
		Key: "leave", Path: "/menu?q=退会",
		Ask: text.Message{JA: "カードを解約・退会したい", EN: "I want to close my card account"},
		Answer: text.Message{
			JA: "メニューの「カードの解約」からお手続きください。終わることと残ること、失効するポイントを、お手続きの前に表示します。まだお支払いいただいていないご利用は、これまでどおり引き落とします。",
			EN: "Please use the procedure in the menu. It shows beforehand what ends, what stays and which points are lost. What is not paid yet is debited as before.",
		},
		Names: []string{"かいやく", "たいかい", "解約", "退会", "脱会", "やめる", "辞める", "キャンセル", "廃止", "cancel", "quit", "close account"},
	},
	{
		Key: "abroad", Path: "",
		Ask: text.Message{JA: "海外で使うと手数料はかかりますか", EN: "Is there a fee for use abroad?"},
		Answer: text.Message{
			JA: "外国通貨でのご利用は、国際ブランドの決めるレートで円に換算し、海外事務手数料がかかります。換算レートと手数料は、ご利用の詳細の画面に表示します。",
			EN: "Uses in another currency are converted at the rate of the card's brand, and a fee is charged. The page of the use shows both.",
		},
		Names: []string{"かいがい", "外貨", "為替", "レート", "ドル", "ユーロ", "換算", "overseas", "currency"},
	},
	{
		Key: "privacy", Path: "",
		Ask: text.Message{JA: "個人情報の開示や訂正を求めたい", EN: "I want to see or correct my personal data"},
		Answer: text.Message{
			JA: "お問い合わせの種類で「個人情報について」を選んでお送りいただくか、認証デスクへお電話ください。手続きと必要な書類をご案内します。",
			EN: "Please send an inquiry about personal data, or call our desk. We tell you how it is done and what is needed.",
		},
		Names: []string{"こじんじょうほう", "開示請求", "訂正", "利用停止", "プライバシー", "個人情報保護", "privacy"},
	},
	{
		Key: "complaint", Path: "/menu/contact",
		Ask: text.Message{JA: "苦情や意見を伝えたい", EN: "I want to complain, or to suggest something"},
		Answer: text.Message{
			JA: "お問い合わせの種類で「ご意見・苦情」を選んでお送りください。受付番号をお知らせし、お知らせの画面でお答えします。お電話でも承ります。",
			EN: "Please send an inquiry and choose complaints. You get a number, and an answer among your notices. You may call us as well.",
		},
		Names: []string{"くじょう", "クレーム", "ご意見", "要望", "不満", "相談", "complaint"},
	},
	{
		Key: "inquiry", Path: "/inbox",
		Ask: text.Message{JA: "お問い合わせの答えはどこで見られますか", EN: "Where do I find the answer to an inquiry?"},
		Answer: text.Message{
			JA: "「お知らせ」の画面でご覧いただけます。お答えしたことは、確認済みのメールアドレスへもお知らせします。",
			EN: "Among your notices. Mail to your confirmed address says that it is there.",
		},
		Names: []string{"といあわせのへんじ", "回答", "返事", "返信", "受付番号", "answer"},
	},
}
