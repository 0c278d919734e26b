#include "core/import/collector.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>

namespace hopwright::import {

namespace {

/// What Get-WSManCredSSP says, by language. A list follows on `clientOn`.
struct Words {
    std::string_view source;
    std::string_view clientOn;
    std::string_view clientOff;
    std::string_view serverOn;
    std::string_view serverOff;
};

/// Each row from github.com/PowerShell/PowerShell, src/Microsoft.WSMan.Management/resources: DelegateFreshCred, NoDelegateFreshCred,
/// CredSSPServiceConfigured, CredSSPServiceNotConfigured of the file that the row names. Windows PowerShell's own language packs
/// are not public: where their words differ, structure alone carries the list, and the server's line says nothing.
constexpr std::array<Words, 10> words{
    {{.source = "WsManResources.resx",
      .clientOn =
          "The machine is configured to allow delegating fresh credentials to the following "
          "target(s):",
      .clientOff = "The machine is not configured to allow delegating fresh credentials.",
      .serverOn =
          "This computer is configured to receive credentials from a remote client computer.",
      .serverOff =
          "This computer is not configured to receive credentials from a remote client computer."},
     {.source = "de/WsManResources.de.resx",
      .clientOn =
          "Der Computer ist so konfiguriert, dass das Delegieren neuer Anmeldeinformationen "
          "an die folgenden Ziele zulässig ist:",
      .clientOff = "Der Computer ist nicht zum Zulassen der Delegierung von aktuellen "
                   "Anmeldeinformationen konfiguriert.",
      .serverOn = "Dieser Computer ist für den Empfang von Anmeldeinformationen von einem "
                  "Remoteclientcomputer konfiguriert.",
      .serverOff = "Dieser Computer ist nicht für den Empfang von Anmeldeinformationen von einem "
                   "Remoteclientcomputer konfiguriert."},
     {.source = "fr/WsManResources.fr.resx",
      .clientOn = "L’ordinateur est configuré pour permettre la délégation de nouvelles "
                  "informations d’identification aux cibles suivantes :",
      .clientOff = "L’ordinateur n’est pas configuré pour autoriser la délégation de nouvelles "
                   "informations d’identification.",
      .serverOn = "Cet ordinateur est configuré pour recevoir les informations d’identification "
                  "d’un ordinateur client distant.",
      .serverOff = "Cet ordinateur n’est pas configuré pour recevoir les informations "
                   "d’identification d’un ordinateur client distant."},
     {.source = "es/WsManResources.es.resx",
      .clientOn =
          "La máquina está configurada para permitir la delegación de credenciales nuevas a "
          "los siguientes destinos:",
      .clientOff =
          "El equipo no está configurado para permitir la delegación de credenciales nuevas.",
      .serverOn =
          "Este equipo está configurado para recibir credenciales de un equipo cliente remoto.",
      .serverOff =
          "Este equipo no está configurado para recibir credenciales de un equipo cliente remoto."},
     {.source = "it/WsManResources.it.resx",
      .clientOn = "Il computer è configurato per consentire la delega di credenziali nuove alle "
                  "destinazioni seguenti:",
      .clientOff = "Il computer non è configurato per consentire la delega di nuove credenziali.",
      .serverOn =
          "Il computer è configurato per ricevere credenziali da un computer client remoto.",
      .serverOff =
          "Il computer non è configurato per ricevere credenziali da un computer client remoto."},
     {.source = "pt-BR/WsManResources.pt-BR.resx",
      .clientOn =
          "O computador está configurado para permitir a delegação de credenciais novas aos "
          "seguintes destinos:",
      .clientOff =
          "O computador não está configurado para permitir a delegação de novas credenciais.",
      .serverOn = "Este computador está configurado para receber credenciais de um computador "
                  "cliente remoto.",
      .serverOff = "Este computador não está configurado para receber credenciais de um computador "
                   "cliente remoto."},
     {.source = "pl/WsManResources.pl.resx",
      .clientOn = "Maszyna jest skonfigurowana tak, aby zezwalać na delegowanie świeżych "
                  "poświadczeń do następujących elementów docelowych:",
      .clientOff = "Maszyna nie jest skonfigurowana w sposób umożliwiający delegowanie nowych "
                   "poświadczeń.",
      .serverOn =
          "Ten komputer jest skonfigurowany do odbierania poświadczeń ze zdalnego komputera "
          "klienckiego.",
      .serverOff = "Ten komputer nie jest skonfigurowany do odbierania poświadczeń ze zdalnego "
                   "komputera klienckiego."},
     {.source = "cs/WsManResources.cs.resx",
      .clientOn = "Tento počítač je nakonfigurován tak, aby umožňoval delegování nových "
                  "přihlašovacích údajů na následující cíle:",
      .clientOff = "Tento počítač není nakonfigurován tak, aby umožňoval delegování nových "
                   "přihlašovacích údajů.",
      .serverOn = "Tento počítač je nakonfigurován pro příjem přihlašovacích údajů ze vzdáleného "
                  "klientského počítače.",
      .serverOff =
          "Tento počítač není nakonfigurován pro příjem přihlašovacích údajů ze vzdáleného "
          "klientského počítače."},
     {.source = "ko/WsManResources.ja.ko.resx, which holds Japanese",
      .clientOn =
          "このマシンは、次のターゲットへの新しい資格情報の委任を許可するように構成されています:",
      .clientOff = "このマシンは、新しい資格情報の委任を許可するようには構成されていません。",
      .serverOn =
          "このコンピューターは、リモート クライアント コンピューターから資格情報を受信するように"
          "構成されています。",
      .serverOff =
          "このコンピューターは、リモート クライアント コンピューターから資格情報を受信するように"
          "構成されていません。"},
     {.source = "es/WsManResources.ru.es.resx, which holds Russian",
      .clientOn = "Компьютер настроен на разрешение делегирования новых учетных данных следующим "
                  "целевым объектам:",
      .clientOff = "Параметры компьютера не позволяют делегировать новые учетные данные.",
      .serverOn = "Этот компьютер настроен на получение учетных данных от удаленного клиентского "
                  "компьютера.",
      .serverOff = "Этот компьютер не настроен на получение учетных данных от удаленного "
                   "клиентского компьютера."}}};

/// Goes through a text letter by letter, blanks passed over: a console and a mail program break sentences where they like.
/// Typographic apostrophes are plain ones.
class Letters {
public:
    explicit Letters(std::string_view text) : m_text(text) { passBlanks(); }

    bool atEnd() const { return m_at == m_text.size(); }
    /// A byte of a letter; an apostrophe of three bytes is one.
    char byte() const { return isApostrophe() ? '\'' : m_text[m_at]; }
    void next()
    {
        m_at += isApostrophe() ? apostrophe.size() : 1;
        passBlanks();
    }
    /// What has not been gone through.
    std::string_view rest() const { return m_text.substr(m_at); }

private:
    static constexpr std::string_view apostrophe = "\xE2\x80\x99";
    static constexpr std::string_view noBreakSpace = "\xC2\xA0";

    bool isApostrophe() const { return m_text.substr(m_at).starts_with(apostrophe); }

    void passBlanks()
    {
        while (m_at < m_text.size()) {
            if (m_text[m_at] == ' ' || m_text[m_at] == '\t') {
                ++m_at;
            } else if (m_text.substr(m_at).starts_with(noBreakSpace)) {
                m_at += noBreakSpace.size();
            } else {
                break;
            }
        }
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

/// Whether the sentence begins at \p lines, which then stands on its last line; \p rest is what follows in that.
bool takeSentence(Lines& lines, std::string_view sentence, std::string_view& rest)
{
    constexpr std::size_t mostLines = 6;
    Letters wanted(sentence);
    Lines at = lines;
    for (std::size_t i = 0; i < mostLines && !at.atEnd(); ++i, at.next()) {
        // Of a line only what can be the sentence's; behind it all of the line is.
        for (Letters found(at.line().text); !found.atEnd(); found.next()) {
            if (found.byte() != wanted.byte())
                return false;
            wanted.next();
            if (wanted.atEnd()) {
                found.next();
                rest = found.rest();
                lines = at;
                return true;
            }
        }
    }
    return false;
}

bool isListByte(char c)
{
    return c != ' ' && c != '\t' && c != '@' && c != '"' && c != '\'' && c != ':';
}

/// `wsman/a,wsman/b` and nothing else, separators with or without blanks.
bool isList(std::string_view text)
{
    std::size_t entries = 0;
    while (!text.empty()) {
        text = trimmed(text);
        if (!startsWithIgnoringCase(text, "wsman/"))
            return false;
        const std::size_t end = std::min(text.find_first_of(",;"), text.size());
        if (!std::ranges::all_of(trimmed(text.substr(0, end)), isListByte))
            return false;
        ++entries;
        text = end == text.size() ? std::string_view() : trimmed(text.substr(end + 1));
    }
    return entries != 0;
}

/// Of a line that ends in a list behind a colon: the list.
std::string_view listBehindColon(std::string_view line)
{
    constexpr std::string_view wide = "：";
    for (std::size_t at = line.find('/'); at != std::string_view::npos;
         at = std::string_view::npos) {
        const std::size_t colon = line.rfind(':', at);
        const std::size_t wideColon = line.rfind(wide, at);
        if (colon != std::string_view::npos && isList(line.substr(colon + 1)))
            return trimmed(line.substr(colon + 1));
        if (wideColon != std::string_view::npos && isList(line.substr(wideColon + wide.size())))
            return trimmed(line.substr(wideColon + wide.size()));
    }
    return {};
}

bool isSentence(std::string_view line)
{
    line = trimmed(line);
    constexpr std::size_t shortest = 12;
    return line.size() >= shortest && (line.ends_with('.') || line.ends_with("。"));
}

/// A list that \p list, the rest of the line, begins; \p lines goes to the line behind it.
std::string takeList(Lines& lines, std::string_view list)
{
    constexpr std::size_t wrapped = 60;
    constexpr std::size_t mostBytes = std::size_t{64} * 1024;
    std::string joined(list.substr(0, mostBytes));
    bool isLong = lines.line().text.size() >= wrapped;
    for (lines.next(); !lines.atEnd() && joined.size() < mostBytes; lines.next()) {
        const std::string_view next = trimmed(lines.line().text);
        const bool isOpen = joined.empty() || joined.ends_with(',') || joined.ends_with(';');
        const bool isEntries = isList(next);
        // A console breaks an entry where its window ends.
        const bool isPiece = isLong && !next.empty() && !isSentence(next)
                             && next.find_first_of(" \t:=\\(){}<>[]") == std::string_view::npos;
        if (next.empty() || (!(isOpen && isEntries) && !isPiece))
            break;
        isLong = lines.line().text.size() >= wrapped;
        joined += next;
    }
    std::string out;
    for (std::string_view rest = joined; !rest.empty();) {
        const std::size_t end = std::min(rest.find_first_of(",;"), rest.size());
        const std::string_view entry = trimmed(rest.substr(0, end));
        if (!entry.empty())
            out += (out.empty() ? "" : "\n") + std::string(entry);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return out;
}

enum class Sentence : std::uint8_t { None, ClientOn, ClientOff, ServerOn, ServerOff };

/// Whether \p line is, as far as it goes, the beginning of \p sentence: so a line of something else costs one look.
bool mayBegin(std::string_view line, std::string_view sentence)
{
    constexpr std::size_t looked = 3;
    return line.substr(0, looked) == sentence.substr(0, std::min(looked, line.size()));
}

Sentence takeKnown(Lines& lines, std::string_view head, std::string_view& rest)
{
    for (const Words& each : words) {
        const auto takes = [&](std::string_view sentence) {
            return mayBegin(head, sentence) && takeSentence(lines, sentence, rest);
        };
        if (takes(each.clientOn))
            return Sentence::ClientOn;
        if (takes(each.clientOff))
            return Sentence::ClientOff;
        if (takes(each.serverOn))
            return Sentence::ServerOn;
        if (takes(each.serverOff))
            return Sentence::ServerOff;
    }
    return Sentence::None;
}

/// In a language that has no row: a list behind a colon, then a sentence.
bool readUnknown(Lines& lines, Collector& out)
{
    constexpr std::size_t mostBlank = 3;
    const Line begin = lines.line();
    const std::string_view list = listBehindColon(begin.text);
    if (list.empty())
        return false;
    const std::string_view before =
        begin.text.substr(0, static_cast<std::size_t>(list.data() - begin.text.data()));
    // `SPN: wsman/JUMP01` of an error message is no sentence.
    const bool isWords =
        std::ranges::count(before, ' ') >= 3 || std::ranges::any_of(before, [](char c) {
            return static_cast<unsigned char>(c) >= 0x80;
        });
    if (!isWords)
        return false;
    Lines behind = lines;
    const std::string entries = takeList(behind, list);
    std::size_t blank = 0;
    for (; blank < mostBlank && !behind.atEnd() && isBlank(behind.line().text); ++blank)
        behind.next();
    if (behind.atEnd() || !isSentence(behind.line().head()))
        return false;
    out.add(Reader::CredSspStatus, FactKind::AllowFresh, FactLayer::EffectivePolicy, entries, begin,
            list);
    behind.next();
    lines = behind;
    return true;
}

}  // namespace

bool readCredSspStatus(Lines& lines, Collector& out)
{
    const std::string_view head = trimmed(lines.line().head());
    if (head.empty())
        return false;
    const Line begin = lines.line();
    std::string_view rest;
    const Sentence known = takeKnown(lines, head, rest);
    if (known == Sentence::None) {
        const bool mayHaveList = findIgnoringCase(head, "wsman/") != std::string_view::npos;
        return mayHaveList && readUnknown(lines, out);
    }
    const std::string_view piece = begin.number == lines.line().number ? begin.text : "";
    if (known == Sentence::ClientOn) {
        const Line at = lines.line();
        const std::string entries = takeList(lines, trimmed(rest));
        if (!entries.empty()) {
            out.add(Reader::CredSspStatus, FactKind::AllowFresh, FactLayer::EffectivePolicy,
                    entries, at, trimmed(rest).empty() ? at.text : trimmed(rest));
        }
        return true;
    }
    if (known == Sentence::ClientOff) {
        out.add(Reader::CredSspStatus, FactKind::AllowFresh, FactLayer::EffectivePolicy, "", begin,
                piece);
    } else {
        out.add(Reader::CredSspStatus, FactKind::ServerRole, FactLayer::Configuration,
                known == Sentence::ServerOn ? "true" : "false", begin, piece);
    }
    lines.next();
    return true;
}

}  // namespace hopwright::import
