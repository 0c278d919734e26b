#include "ui/text/samples.h"

#include "ui/text/words.h"

#include <array>

// Q_INIT_RESOURCE declares a function, which must be that of the global namespace.
// NOLINTNEXTLINE(misc-use-anonymous-namespace)
static void initSampleResources()
{
    Q_INIT_RESOURCE(samples);
}

namespace hopwright::ui {

namespace {

constexpr std::array first{
    Sample{.name = "double-hop-broken",
           .title = QT_TRANSLATE_NOOP("hopwright", "double hop, broken"),
           .shows = QT_TRANSLATE_NOOP("hopwright",
                                      "A jump server cannot reach the share: nothing of the caller "
                                      "arrives there")},
    Sample{.name = "double-hop-credssp",
           .title = QT_TRANSLATE_NOOP("hopwright", "double hop, CredSSP"),
           .shows = QT_TRANSLATE_NOOP("hopwright",
                                      "The same with CredSSP: roles and lists that it needs")},
    Sample{.name = "three-hops",
           .title = QT_TRANSLATE_NOOP("hopwright", "three hops"),
           .shows = QT_TRANSLATE_NOOP("hopwright", "A session within a session, then a share")},
};

constexpr std::array field{
    Sample{.name = "typed-by-address",
           .title = QT_TRANSLATE_NOOP("hopwright", "first hop by address"),
           .shows = QT_TRANSLATE_NOOP("hopwright",
                                      "Two machines of one domain; an address is typed, and the "
                                      "session is refused before it begins")},
    Sample{.name = "web-to-sql",
           .title = QT_TRANSLATE_NOOP("hopwright", "web server to SQL Server"),
           .shows = QT_TRANSLATE_NOOP("hopwright",
                                      "A script on a web server asks a database, which sees an "
                                      "anonymous logon")},
    Sample{.name = "workgroup-client",
           .title = QT_TRANSLATE_NOOP("hopwright", "client in no domain"),
           .shows = QT_TRANSLATE_NOOP("hopwright",
                                      "One of two lists has the name: the one for servers that are "
                                      "proven by NTLM alone has not")},
    Sample{.name = "short-name-in-list",
           .title = QT_TRANSLATE_NOOP("hopwright", "short names in the list"),
           .shows = QT_TRANSLATE_NOOP("hopwright",
                                      "The list has short names, and the full name is typed")},
    Sample{.name = "policy-denies",
           .title = QT_TRANSLATE_NOOP("hopwright", "a policy denies"),
           .shows = QT_TRANSLATE_NOOP("hopwright",
                                      "What one list allows a list of the domain's policy denies")},
    Sample{.name = "linux-controller",
           .title = QT_TRANSLATE_NOOP("hopwright", "Linux controller"),
           .shows = QT_TRANSLATE_NOOP("hopwright",
                                      "Ansible installs on two servers from a share that neither "
                                      "can reach")},
    Sample{.name = "everything-allowed",
           .title = QT_TRANSLATE_NOOP("hopwright", "everything allowed"),
           .shows = QT_TRANSLATE_NOOP("hopwright",
                                      "It works, with an asterisk in every list: one to review")},
    Sample{.name = "delegation-instead",
           .title = QT_TRANSLATE_NOOP("hopwright", "delegation instead of a password"),
           .shows = QT_TRANSLATE_NOOP("hopwright",
                                      "Kerberos to a machine that may hold no password, and a "
                                      "share behind it")},
};

}  // namespace

std::span<const Sample> firstSamples()
{
    return first;
}

std::span<const Sample> fieldSamples()
{
    return field;
}

const Sample* sampleNamed(const QString& name)
{
    for (const std::span<const Sample> some : {firstSamples(), fieldSamples()}) {
        for (const Sample& each : some) {
            if (name == QLatin1String(each.name))
                return &each;
        }
    }
    return nullptr;
}

QString sampleTitle(const Sample& sample)
{
    return filled(Text::tr("Sample: %1"), {Text::tr(sample.title)});
}

QString sampleChoice(const Sample& sample)
{
    QString text = Text::tr(sample.title);
    text[0] = text.at(0).toUpper();
    return text;
}

QString sampleResource(const Sample& sample)
{
    initSamples();
    return QStringLiteral(":/hopwright/samples/%1.hopw").arg(QLatin1String(sample.name));
}

void initSamples()
{
    initSampleResources();
}

}  // namespace hopwright::ui
