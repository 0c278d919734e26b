#include "ui/text/error_text.h"

#include "ui/text/words.h"

namespace hopwright::ui {

namespace {

struct Words {
    const char* sentence;
    const char* wayOut;
};

Words wordsOf(ErrorCode code)
{
    using enum ErrorCode;
    switch (code) {
    case Truncated:
        return {"What was read ends too early", "Nothing was changed."};
    case Malformed:
        return {"What was read is not well formed", "Nothing was changed."};
    case OutOfRange:
        return {"A number is out of its range", "Nothing was changed."};
    case TooLarge:
        return {"What was read is larger than the limit", "Nothing was changed."};
    case NewerVersion:
        return {"The file was written by a later version",
                "Open it with that version or a later one."};
    case Unsupported:
        return {"This is not built yet", "docs/status.md says what works."};
    case UnknownNode:
        return {"It is not in the drawing", "Nothing was changed."};
    case NoPath:
        return {"No way leads there", "Draw the hop that is missing."};
    case NameTaken:
        return {"The name is taken", "Choose another name."};
    case NotAllowed:
        return {"The drawing does not allow this", "Nothing was changed."};
    case UnexpectedMessage:
        return {"The other side broke the protocol", "No credential was sent to it after that."};
    case PeerRefused:
        return {"The other side said no", "The detail holds its answer."};
    case PeerNotAuthentic:
        return {"The other side did not prove who it is",
                "No credential was sent. Check the name and who answers there."};
    case PeerTooOld:
        return {"The other side is too old to be safe",
                "Update it, or allow the version on the hop."};
    case PeerSilent:
        return {"The other side did not answer in time", "Is WinRM running there?"};
    case PeerClosed:
        return {"The other side closed the connection", "Is WinRM running there?"};
    case Unreachable:
        return {"Nothing answers there", "Check name, port and firewall."};
    case LogonDenied:
        return {"The account was not accepted", "Check name and password."};
    case CryptoUnavailable:
        return {"This computer lacks an algorithm", "Install OpenSSL 3 with its usual providers."};
    case FileUnreadable:
        return {"The file was not read", "Check that it is there and may be read."};
    case FileUnwritable:
        return {"The file was not written", "Check the folder, its permissions and free space."};
    case Cancelled:
        return {"It was stopped", ""};
    }
    return {"It did not work", ""};
}

}  // namespace

ErrorText errorText(const Error& error, const QString& subject)
{
    const Words words = wordsOf(error.code);
    ErrorText out;
    out.sentence = (subject.isEmpty() ? said(words.sentence) : subject) + u'.';
    out.detail = fromUtf8(error.detail);
    if (error.peerStatus) {
        const QString status = QStringLiteral("0x%1").arg(*error.peerStatus, 8, 16, QChar(u'0'));
        const QString code = QStringLiteral("0x") + status.sliced(2).toUpper();
        out.detail =
            out.detail.isEmpty() ? code : filled(QStringLiteral("%1 (%2)"), {out.detail, code});
    }
    if (words.wayOut[0] != '\0')
        out.wayOut = said(words.wayOut);
    if (error.code == ErrorCode::LogonDenied)
        out.wayOut = triedOnce() + u' ' + out.wayOut;
    return out;
}

QString oneLine(const ErrorText& text)
{
    QString out = text.sentence;
    if (!text.detail.isEmpty())
        out = out.chopped(1) + QStringLiteral(": ") + text.detail + u'.';
    if (!text.wayOut.isEmpty())
        out += u' ' + text.wayOut;
    return out;
}

}  // namespace hopwright::ui
