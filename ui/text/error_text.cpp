#include "ui/text/error_text.h"

#include "ui/text/words.h"

#include <algorithm>
#include <array>

namespace hopwright::ui {

namespace {

struct Words {
    ErrorCode code;
    const char* sentence;
    const char* wayOut;
};

constexpr std::array words{
    Words{.code = ErrorCode::Truncated,
          .sentence = QT_TRANSLATE_NOOP("hopwright", "What was read ends too early"),
          .wayOut = QT_TRANSLATE_NOOP("hopwright", "Nothing was changed.")},
    Words{.code = ErrorCode::Malformed,
          .sentence = QT_TRANSLATE_NOOP("hopwright", "What was read is not well formed"),
          .wayOut = QT_TRANSLATE_NOOP("hopwright", "Nothing was changed.")},
    Words{.code = ErrorCode::OutOfRange,
          .sentence = QT_TRANSLATE_NOOP("hopwright", "A number is out of its range"),
          .wayOut = QT_TRANSLATE_NOOP("hopwright", "Nothing was changed.")},
    Words{.code = ErrorCode::TooLarge,
          .sentence = QT_TRANSLATE_NOOP("hopwright", "What was read is larger than the limit"),
          .wayOut = QT_TRANSLATE_NOOP("hopwright", "Nothing was changed.")},
    Words{.code = ErrorCode::NewerVersion,
          .sentence = QT_TRANSLATE_NOOP("hopwright", "The file was written by a later version"),
          .wayOut = QT_TRANSLATE_NOOP("hopwright", "Open it with that version or a later one.")},
    Words{.code = ErrorCode::Unsupported,
          .sentence = QT_TRANSLATE_NOOP("hopwright", "This is not built yet"),
          .wayOut = QT_TRANSLATE_NOOP("hopwright", "docs/status.md says what works.")},
    Words{.code = ErrorCode::UnknownNode,
          .sentence = QT_TRANSLATE_NOOP("hopwright", "It is not in the drawing"),
          .wayOut = QT_TRANSLATE_NOOP("hopwright", "Nothing was changed.")},
    Words{.code = ErrorCode::NoPath,
          .sentence = QT_TRANSLATE_NOOP("hopwright", "No way leads there"),
          .wayOut = QT_TRANSLATE_NOOP("hopwright", "Draw the hop that is missing.")},
    Words{.code = ErrorCode::NameTaken,
          .sentence = QT_TRANSLATE_NOOP("hopwright", "The name is taken"),
          .wayOut = QT_TRANSLATE_NOOP("hopwright", "Choose another name.")},
    Words{.code = ErrorCode::NotAllowed,
          .sentence = QT_TRANSLATE_NOOP("hopwright", "The drawing does not allow this"),
          .wayOut = QT_TRANSLATE_NOOP("hopwright", "Nothing was changed.")},
    Words{.code = ErrorCode::UnexpectedMessage,
          .sentence = QT_TRANSLATE_NOOP("hopwright", "The other side broke the protocol"),
          .wayOut = QT_TRANSLATE_NOOP("hopwright", "No credential was sent to it after that.")},
    Words{.code = ErrorCode::PeerRefused,
          .sentence = QT_TRANSLATE_NOOP("hopwright", "The other side said no"),
          .wayOut = QT_TRANSLATE_NOOP("hopwright", "The detail holds its answer.")},
    Words{.code = ErrorCode::PeerNotAuthentic,
          .sentence = QT_TRANSLATE_NOOP("hopwright", "The other side did not prove who it is"),
          .wayOut = QT_TRANSLATE_NOOP(
              "hopwright", "No credential was sent. Check the name and who answers there.")},
    Words{.code = ErrorCode::PeerTooOld,
          .sentence = QT_TRANSLATE_NOOP("hopwright", "The other side is too old to be safe"),
          .wayOut = QT_TRANSLATE_NOOP("hopwright", "Update it, or allow the version on the hop.")},
    Words{.code = ErrorCode::PeerSilent,
          .sentence = QT_TRANSLATE_NOOP("hopwright", "The other side did not answer in time"),
          .wayOut = QT_TRANSLATE_NOOP("hopwright", "Is WinRM running there?")},
    Words{.code = ErrorCode::PeerClosed,
          .sentence = QT_TRANSLATE_NOOP("hopwright", "The other side closed the connection"),
          .wayOut = QT_TRANSLATE_NOOP("hopwright", "Is WinRM running there?")},
    Words{.code = ErrorCode::Unreachable,
          .sentence = QT_TRANSLATE_NOOP("hopwright", "Nothing answers there"),
          .wayOut = QT_TRANSLATE_NOOP("hopwright", "Check name, port and firewall.")},
    Words{.code = ErrorCode::LogonDenied,
          .sentence = QT_TRANSLATE_NOOP("hopwright", "The account was not accepted"),
          .wayOut = QT_TRANSLATE_NOOP("hopwright", "Check name and password.")},
    Words{.code = ErrorCode::CryptoUnavailable,
          .sentence = QT_TRANSLATE_NOOP("hopwright", "This computer lacks an algorithm"),
          .wayOut = QT_TRANSLATE_NOOP("hopwright", "Install OpenSSL 3 with its usual providers.")},
    Words{.code = ErrorCode::FileUnreadable,
          .sentence = QT_TRANSLATE_NOOP("hopwright", "The file was not read"),
          .wayOut = QT_TRANSLATE_NOOP("hopwright", "Check that it is there and may be read.")},
    Words{.code = ErrorCode::FileUnwritable,
          .sentence = QT_TRANSLATE_NOOP("hopwright", "The file was not written"),
          .wayOut =
              QT_TRANSLATE_NOOP("hopwright", "Check the folder, its permissions and free space.")},
    Words{.code = ErrorCode::Cancelled,
          .sentence = QT_TRANSLATE_NOOP("hopwright", "It was stopped"),
          .wayOut = ""},
};

Words wordsOf(ErrorCode code)
{
    const auto* const found = std::ranges::find(words, code, &Words::code);
    return found != words.end()
               ? *found
               : Words{.code = code,
                       .sentence = QT_TRANSLATE_NOOP("hopwright", "It did not work"),
                       .wayOut = ""};
}

}  // namespace

ErrorText errorText(const Error& error, const QString& subject)
{
    const Words told = wordsOf(error.code);
    ErrorText out;
    out.sentence = (subject.isEmpty() ? Text::tr(told.sentence) : subject) + u'.';
    out.detail = translated(error.detail);
    if (error.peerStatus) {
        const QString status = QStringLiteral("0x%1").arg(*error.peerStatus, 8, 16, QChar(u'0'));
        const QString code = QStringLiteral("0x") + status.sliced(2).toUpper();
        out.detail =
            out.detail.isEmpty() ? code : filled(QStringLiteral("%1 (%2)"), {out.detail, code});
    }
    if (told.wayOut[0] != '\0')
        out.wayOut = Text::tr(told.wayOut);
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
