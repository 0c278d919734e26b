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
        return {QT_TRANSLATE_NOOP("hopwright", "What was read ends too early"),
                QT_TRANSLATE_NOOP("hopwright", "Nothing was changed.")};
    case Malformed:
        return {QT_TRANSLATE_NOOP("hopwright", "What was read is not well formed"),
                QT_TRANSLATE_NOOP("hopwright", "Nothing was changed.")};
    case OutOfRange:
        return {QT_TRANSLATE_NOOP("hopwright", "A number is out of its range"),
                QT_TRANSLATE_NOOP("hopwright", "Nothing was changed.")};
    case TooLarge:
        return {QT_TRANSLATE_NOOP("hopwright", "What was read is larger than the limit"),
                QT_TRANSLATE_NOOP("hopwright", "Nothing was changed.")};
    case NewerVersion:
        return {QT_TRANSLATE_NOOP("hopwright", "The file was written by a later version"),
                QT_TRANSLATE_NOOP("hopwright", "Open it with that version or a later one.")};
    case Unsupported:
        return {QT_TRANSLATE_NOOP("hopwright", "This is not built yet"),
                QT_TRANSLATE_NOOP("hopwright", "docs/status.md says what works.")};
    case UnknownNode:
        return {QT_TRANSLATE_NOOP("hopwright", "It is not in the drawing"),
                QT_TRANSLATE_NOOP("hopwright", "Nothing was changed.")};
    case NoPath:
        return {QT_TRANSLATE_NOOP("hopwright", "No way leads there"),
                QT_TRANSLATE_NOOP("hopwright", "Draw the hop that is missing.")};
    case NameTaken:
        return {QT_TRANSLATE_NOOP("hopwright", "The name is taken"),
                QT_TRANSLATE_NOOP("hopwright", "Choose another name.")};
    case NotAllowed:
        return {QT_TRANSLATE_NOOP("hopwright", "The drawing does not allow this"),
                QT_TRANSLATE_NOOP("hopwright", "Nothing was changed.")};
    case UnexpectedMessage:
        return {QT_TRANSLATE_NOOP("hopwright", "The other side broke the protocol"),
                QT_TRANSLATE_NOOP("hopwright", "No credential was sent to it after that.")};
    case PeerRefused:
        return {QT_TRANSLATE_NOOP("hopwright", "The other side said no"),
                QT_TRANSLATE_NOOP("hopwright", "The detail holds its answer.")};
    case PeerNotAuthentic:
        return {QT_TRANSLATE_NOOP("hopwright", "The other side did not prove who it is"),
                QT_TRANSLATE_NOOP("hopwright",
                                  "No credential was sent. Check the name and who answers there.")};
    case PeerTooOld:
        return {QT_TRANSLATE_NOOP("hopwright", "The other side is too old to be safe"),
                QT_TRANSLATE_NOOP("hopwright", "Update it, or allow the version on the hop.")};
    case PeerSilent:
        return {QT_TRANSLATE_NOOP("hopwright", "The other side did not answer in time"),
                QT_TRANSLATE_NOOP("hopwright", "Is WinRM running there?")};
    case PeerClosed:
        return {QT_TRANSLATE_NOOP("hopwright", "The other side closed the connection"),
                QT_TRANSLATE_NOOP("hopwright", "Is WinRM running there?")};
    case Unreachable:
        return {QT_TRANSLATE_NOOP("hopwright", "Nothing answers there"),
                QT_TRANSLATE_NOOP("hopwright", "Check name, port and firewall.")};
    case LogonDenied:
        return {QT_TRANSLATE_NOOP("hopwright", "The account was not accepted"),
                QT_TRANSLATE_NOOP("hopwright", "Check name and password.")};
    case CryptoUnavailable:
        return {QT_TRANSLATE_NOOP("hopwright", "This computer lacks an algorithm"),
                QT_TRANSLATE_NOOP("hopwright", "Install OpenSSL 3 with its usual providers.")};
    case FileUnreadable:
        return {QT_TRANSLATE_NOOP("hopwright", "The file was not read"),
                QT_TRANSLATE_NOOP("hopwright", "Check that it is there and may be read.")};
    case FileUnwritable:
        return {
            QT_TRANSLATE_NOOP("hopwright", "The file was not written"),
            QT_TRANSLATE_NOOP("hopwright", "Check the folder, its permissions and free space.")};
    case Cancelled:
        return {QT_TRANSLATE_NOOP("hopwright", "It was stopped"), ""};
    }
    return {QT_TRANSLATE_NOOP("hopwright", "It did not work"), ""};
}

}  // namespace

ErrorText errorText(const Error& error, const QString& subject)
{
    const Words words = wordsOf(error.code);
    ErrorText out;
    out.sentence = (subject.isEmpty() ? Text::tr(words.sentence) : subject) + u'.';
    out.detail = translated(error.detail);
    if (error.peerStatus) {
        const QString status = QStringLiteral("0x%1").arg(*error.peerStatus, 8, 16, QChar(u'0'));
        const QString code = QStringLiteral("0x") + status.sliced(2).toUpper();
        out.detail =
            out.detail.isEmpty() ? code : filled(QStringLiteral("%1 (%2)"), {out.detail, code});
    }
    if (words.wayOut[0] != '\0')
        out.wayOut = Text::tr(words.wayOut);
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
