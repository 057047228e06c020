package text

// The scan screen.
var (
	TitleScan = Message{"title.scan", "カードを読み取る", "Scan your card"}

	ScanFit     = Message{"scan.fit", "カードを枠に合わせてください", "Put your card in the frame"}
	ScanLoad    = Message{"scan.load", "読み取りの準備をしています", "Getting ready to scan"}
	ScanAsk     = Message{"scan.ask", "カメラの使用を許可してください", "Please allow the camera"}
	ScanCloser  = Message{"scan.closer", "もう少し近づけてください", "A little closer, please"}
	ScanGlare   = Message{"scan.glare", "光の反射を避けてください", "Please avoid the reflection"}
	ScanDark    = Message{"scan.dark", "もう少し明るいところで撮ってください", "A little more light, please"}
	ScanHold    = Message{"scan.hold", "読み取っています。そのままお待ちください", "Reading. Please hold still"}
	ScanPhoto   = Message{"scan.photo", "写真から読み取る", "Read it from a photo"}
	ScanPhotoIn = Message{"scan.photo.in", "写真を読み取っています", "Reading the photo"}
	ScanType    = Message{"scan.type", "手入力する", "Type it instead"}
	ScanStop    = Message{"scan.stop", "やめる", "Stop"}
	ScanFrame   = Message{"scan.frame", "カードを合わせる枠", "The frame for the card"}
	ScanLight   = Message{"scan.light", "ライトをつける", "Switch the light on"}
	ScanDim     = Message{"scan.dim", "ライトを消す", "Switch the light off"}
	ScanHow     = Message{"scan.how", "カード番号の面を、枠いっぱいに合わせてください。", "Fill the frame with the side that has the card number."}
	ScanStays   = Message{"scan.stays", "画像はこの端末の外へ送られません。", "No picture leaves this device."}

	ScanIs       = Message{"scan.is", "この番号でよろしいですか", "Is this your card number?"}
	ScanIsDo     = Message{"scan.is.do", "お手元のカードと1桁ずつお確かめください。", "Please compare it with your card, digit by digit."}
	ScanNumber   = Message{"scan.number", "カード番号", "Card number"}
	ScanExpiry   = Message{"scan.expiry", "有効期限（月/年）", "Expiry (month/year)"}
	ScanNoExpiry = Message{"scan.expiry.none", "読み取れませんでした。次の画面でご入力ください。", "It could not be read. Please type it on the next screen."}
	ScanGo       = Message{"scan.go", "この番号で進む", "Continue with this number"}
	ScanAgain    = Message{"scan.again", "もう一度読み取る", "Scan again"}
	ScanRetry    = Message{"scan.retry", "カメラをもう一度使う", "Try the camera again"}

	ScanRefused    = Message{"scan.refused", "カメラの使用が許可されていません", "The camera is not allowed"}
	ScanRefusedDo  = Message{"scan.refused.do", "ブラウザーや端末の設定でこのサイトのカメラを許可すると、読み取れます。写真や手入力でも進めます。", "Allow the camera for this site in the settings of your browser or device to scan. You can also use a photo or type the number."}
	ScanMissing    = Message{"scan.missing", "カメラが見つかりません", "There is no camera"}
	ScanMissingDo  = Message{"scan.missing.do", "この端末では、写真から読み取るか、手入力で進めます。", "On this device you can use a photo or type the number."}
	ScanBusy       = Message{"scan.busy", "カメラを使えません", "The camera cannot be used"}
	ScanBusyDo     = Message{"scan.busy.do", "ほかのアプリがカメラを使っているようです。閉じてから、もう一度お試しください。", "Another app seems to be using it. Close that one and try again."}
	ScanInsecure   = Message{"scan.insecure", "この接続ではカメラを使えません", "The camera needs a secure connection"}
	ScanInsecureDo = Message{"scan.insecure.do", "カメラは、https:// で始まるアドレスで開いたときだけ使えます。写真や手入力で進めます。", "It works only at an address that begins with https://. You can use a photo or type the number."}
	ScanFailed     = Message{"scan.failed", "読み取りの準備ができませんでした", "The scanner could not be loaded"}
	ScanFailedDo   = Message{"scan.failed.do", "通信の状態を確かめて、もう一度お試しください。古いブラウザーでは使えないことがあります。手入力でも進めます。", "Please check your connection and try again, or type the number. Older browsers may not be able to scan."}
	ScanNone       = Message{"scan.none", "このサイトでは読み取りを使えません", "Scanning is not available here"}
	ScanNoneDo     = Message{"scan.none.do", "カードの番号は、手入力でお進みください。", "Please type the number of your card."}
	ScanUnread     = Message{"scan.unread", "写真から読み取れませんでした", "The photo could not be read"}
	ScanUnreadDo   = Message{"scan.unread.do", "カードの全体が明るくはっきり写った写真でお試しください。手入力でも進めます。", "Please try one that shows the whole card, bright and sharp, or type the number."}
	ScanScript     = Message{"scan.script", "ページの準備ができると、読み取りが始まります", "Scanning begins once this page is ready"}
	ScanScriptDo   = Message{"scan.script.do", "始まらないときや、JavaScriptをオフにしているときは、手入力でお進みください。", "If it does not begin, or JavaScript is off, please type the number."}
)
