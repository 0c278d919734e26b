#include "ui/dialogs/recovery_question.h"

#include "core/text/one_line.h"
#include "ui/text/words.h"

#include <QDateTime>
#include <QLocale>
#include <QPushButton>

namespace hopwright::ui {

namespace {

constexpr qsizetype shownSteps = 8;

/// What a file says, as it may stand in a label.
QString oneLine(const QString& text)
{
    return fromUtf8(text::oneLine(text.toStdString()));
}

/// The label does not wrap, and a path's end says more than its beginning.
QString endOf(const QString& path)
{
    constexpr qsizetype most = 64;
    return path.size() <= most ? path : u'\u2026' + path.right(most - 1);
}

QString timeText(const QString& utc)
{
    const QDateTime time = QDateTime::fromString(utc, Qt::ISODate);
    return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::ShortFormat)
                          : oneLine(utc);
}

QString factText(const RecoveryFacts& facts)
{
    QStringList lines;
    lines << Text::tr("Hopwright ended before they were saved. The last was at %1.")
                 .arg(timeText(facts.lastChange));
    if (!facts.path.isEmpty())
        lines << endOf(oneLine(facts.path));
    if (facts.fileChanged) {
        lines << Text::tr("That file is not as it was then. Keep both leaves it as it is.");
    }
    lines << QString()
          << Text::tr("What comes back (%n):", nullptr, static_cast<int>(facts.changes));
    if (facts.changes > shownSteps)
        lines << QStringLiteral("…");
    const QStringList last =
        facts.steps.mid(std::max<qsizetype>(0, facts.steps.size() - shownSteps));
    for (const QString& each : last)
        lines << QStringLiteral("•  ") + oneLine(each);
    if (facts.cutShort)
        lines << Text::tr("One more was not written to its end, and is lost.");
    lines << QString() << Text::tr("Escape keeps them, and asks again at the next start.");
    return lines.join(u'\n');
}

}  // namespace

RecoveryQuestion::RecoveryQuestion(const RecoveryFacts& facts, QWidget* parent)
    : Question(Text::tr("Unsaved changes"),
               Text::tr("Bring back the changes to %1?").arg(oneLine(facts.title)), factText(facts),
               parent)
{
    auto* discard = addAnswer(Text::tr("Discard"));
    addGap();
    auto* keepBoth = addAnswer(Text::tr("Keep both"));
    keepBoth->setToolTip(Text::tr("Open them as a drawing of their own"));
    keepBoth->setVisible(!facts.path.isEmpty());
    auto* restore = addAnswer(Text::tr("Restore"));
    restore->setToolTip(Text::tr("Open the drawing with them, as one step that can be undone"));
    makeDefault(facts.fileChanged ? *keepBoth : *restore);
    connect(restore, &QPushButton::clicked, this, [this] {
        accept();
        emit restoreChosen();
    });
    connect(keepBoth, &QPushButton::clicked, this, [this] {
        accept();
        emit keepBothChosen();
    });
    connect(discard, &QPushButton::clicked, this, [this] {
        accept();
        emit discardChosen();
    });
}

}  // namespace hopwright::ui
