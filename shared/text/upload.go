package text

// What is said of files that a member hands over.
var (
	// UploadHelp: files at most, MB of each.
	UploadHelp = Message{"upload.help", "JPEG・PNGの画像、またはPDFを%[1]d個まで（1個%[2]dMBまで）。写真の撮影場所などの情報は取り除いて受け取ります。", "JPEG or PNG pictures, or PDF: up to %[1]d files of %[2]d MB each. Where a photo was taken is removed from it."}
	// UploadMany: the most, how many came.
	UploadMany  = Message{"upload.many", "ファイルは%[1]d個までです（いまは%[2]d個です）。必要なものだけをお選びください。", "There can be %[1]d files at most (now %[2]d). Please choose only those needed."}
	UploadEmpty = Message{"upload.empty", "「%[1]s」には中身がありません。別のファイルをお選びください。", "\"%[1]s\" is empty. Please choose another file."}
	// UploadLarge: name, MB.
	UploadLarge = Message{"upload.large", "「%[1]s」が大きすぎます。1ファイル%[2]dMBまでです。写真の場合は、サイズを小さくしてお選びください。", "\"%[1]s\" is too large: a file may have %[2]d MB. If it is a photo, please choose a smaller size of it."}
	UploadType  = Message{"upload.type", "「%[1]s」は、JPEG・PNGの画像でもPDFでもないか、途中で切れているか、パスワードがかかっています。開けることをご確認のうえ、お選び直しください。", "\"%[1]s\" is neither a JPEG or PNG picture nor a PDF, or it is cut off or needs a password. Please make sure that it opens, and choose again."}
)
