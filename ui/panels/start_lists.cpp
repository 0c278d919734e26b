#include "ui/panels/start_lists.h"

#include "ui/panels/ink_label.h"
#include "ui/panels/wrapped_link.h"
#include "ui/text/samples.h"
#include "ui/text/words.h"

#include <QFileInfo>
#include <QGridLayout>

#include <algorithm>

namespace hopwright::ui {

namespace {

constexpr int columnWidth = 230;  ///< For the longest title of a sample.
constexpr int mostColumns = 3;
constexpr int betweenColumns = 16;
constexpr int linkMargin = 6;  ///< Heads stand over the words of the links.

}  // namespace

StartLists::StartLists(QWidget* parent)
    : QScrollArea(parent),
      m_content(new QWidget),
      m_grid(new QGridLayout(m_content)),
      m_recentHead(
          new InkLabel(Text::tr("Recent drawings"), FontRole::Strong, Ink::Text, m_content)),
      m_samplesHead(
          new InkLabel(Text::tr("Sample drawings"), FontRole::Strong, Ink::Text, m_content))
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);  // What is in it has.
    setAccessibleName(Text::tr("Drawings to begin with"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(betweenColumns);
    m_grid->setVerticalSpacing(0);
    for (qsizetype i = 0; i < mostRecent; ++i) {
        auto* link = new WrappedLink(QString(), m_content);
        link->hide();
        connect(link, &WrappedLink::clicked, this, [this, i] {
            const QString path = m_paths.at(i);  // What is done with it may change the list.
            emit recentChosen(path);
        });
        m_recent.push_back(link);
    }
    for (InkLabel* head : {m_recentHead, m_samplesHead})
        head->setContentsMargins(linkMargin, 0, 0, 2);
    addSamples();
    setWidget(m_content);
    // setWidget() fills what it is given.
    m_content->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
}

/// Those of the field first: they are what people meet.
void StartLists::addSamples()
{
    for (const std::span<const Sample> some : {fieldSamples(), firstSamples()}) {
        for (const Sample& each : some) {
            auto* link = new WrappedLink(sampleChoice(each), m_content);
            link->setToolTip(tipOf(Text::tr(each.shows)));
            link->setAccessibleDescription(Text::tr(each.shows));
            const QString name = QLatin1String(each.name);
            connect(link, &WrappedLink::clicked, this, [this, name] { emit sampleChosen(name); });
            m_samples.push_back(link);
        }
    }
}

void StartLists::setRecent(const QStringList& paths)
{
    const QStringList first = paths.mid(0, mostRecent);
    if (first == m_paths)
        return;
    m_paths = first;
    setMissing({});
}

void StartLists::setMissing(const QStringList& paths)
{
    for (qsizetype i = 0; i < m_paths.size(); ++i) {
        const QString& path = m_paths.at(i);
        const QString name = shownPath(QFileInfo(path).fileName());
        WrappedLink* link = m_recent.at(static_cast<std::size_t>(i));
        link->setLink(paths.contains(path) ? filled(Text::tr("%1 (not found)"), {name}) : name);
        link->setToolTip(tipOf(shownPath(path)));
        link->setAccessibleDescription(shownPath(path));
    }
    m_columns = 0;
}

int StartLists::usefulWidth() const
{
    return m_paths.isEmpty() ? 2 * columnWidth + betweenColumns : widest;
}

int StartLists::heightFor(int width)
{
    const int columns =
        std::clamp((width + betweenColumns) / (columnWidth + betweenColumns), 1, mostColumns);
    if (columns != m_columns)
        arrange(columns);
    return m_grid->hasHeightForWidth() ? m_grid->totalHeightForWidth(width)
                                       : m_grid->totalSizeHint().height();
}

/// The recent ones at the left where all three columns have room, else above the samples.
void StartLists::arrange(int columns)
{
    while (QLayoutItem* item = m_grid->takeAt(0))
        delete item;
    m_columns = columns;
    putRecent(columns);
    const int recent = static_cast<int>(m_paths.size());
    const bool isBeside = recent > 0 && columns == mostColumns;
    const int top = isBeside || recent == 0 ? 0 : recent + 1;
    const int left = isBeside ? 1 : 0;
    const int wide = std::min(columns, 2);
    const int count = static_cast<int>(m_samples.size());
    const int rows = (count + wide - 1) / wide;
    m_grid->addWidget(m_samplesHead, top, left, 1, wide);
    m_samplesHead->show();
    for (int i = 0; i < count; ++i) {
        WrappedLink* link = m_samples.at(static_cast<std::size_t>(i));
        m_grid->addWidget(link, top + 1 + i % rows, left + i / rows);
        link->show();
    }
    for (int i = 0; i < mostColumns; ++i)
        m_grid->setColumnStretch(i, i < left + wide ? 1 : 0);
}

void StartLists::putRecent(int columns)
{
    const int wide = columns == mostColumns ? 1 : columns;
    m_recentHead->setVisible(!m_paths.isEmpty());
    if (!m_paths.isEmpty())
        m_grid->addWidget(m_recentHead, 0, 0, 1, wide);
    for (std::size_t i = 0; i < m_recent.size(); ++i) {
        const bool isUsed = static_cast<qsizetype>(i) < m_paths.size();
        m_recent[i]->setVisible(isUsed);
        if (isUsed)
            m_grid->addWidget(m_recent[i], static_cast<int>(i) + 1, 0, 1, wide);
    }
}

void StartLists::showEvent(QShowEvent* event)
{
    QScrollArea::showEvent(event);
    emit shown();
}

}  // namespace hopwright::ui
