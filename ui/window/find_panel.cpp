#include "ui/window/find_panel.h"

#include "ui/dialogs/pick_list.h"
#include "ui/panels/ink_label.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace hopwright::ui {

namespace {

constexpr int panelWidth = 480;
constexpr int mostRows = 12;  ///< That are seen at once.

QString iconNameOf(const Found& found)
{
    if (found.in == FoundIn::Finding)
        return QStringLiteral("problems");
    if (std::holds_alternative<model::HopId>(found.thing))
        return QStringLiteral("hop");
    if (std::holds_alternative<model::ResourceId>(found.thing))
        return QStringLiteral("share");
    if (std::holds_alternative<model::RouteId>(found.thing))
        return QStringLiteral("link");
    return QStringLiteral("server");
}

/// Of a longer text the line that holds \p wanted.
QString lineWith(const QString& text, const QString& wanted)
{
    const qsizetype at = std::max<qsizetype>(0, text.indexOf(wanted, 0, Qt::CaseInsensitive));
    const qsizetype begin = at == 0 ? 0 : text.lastIndexOf(u'\n', at - 1) + 1;
    const qsizetype end = text.indexOf(u'\n', at);
    return text.mid(begin, end < 0 ? -1 : end - begin);
}

}  // namespace

FindPanel::FindPanel(QLineEdit& field, QWidget* parent)
    : QFrame(parent),
      m_field(field),
      m_count(wrapped({}, FontRole::Caption, Ink::TextSecondary, this)),
      m_list(new QListView(this)),
      m_model(new PickModel({}, this))
{
    setObjectName(QStringLiteral("findPanel"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Size::grid, Size::grid, Size::grid, Size::grid);
    column->setSpacing(Size::half);
    m_count->setObjectName(QStringLiteral("findCount"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PickDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    // A long row is elided; a bar below the rows would cover the last of those the panel has its height for.
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(Text::tr("Found"));
    m_list->setFocusPolicy(Qt::NoFocus);  // The keys of the field go through it.
    column->addWidget(m_count);
    column->addWidget(m_list, 1);
    hide();
    m_field.installEventFilter(this);
    connect(&m_field, &QLineEdit::textEdited, this, &FindPanel::search);
    connect(&m_field, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.isEmpty())  // By the button that clears it, too.
            hide();
    });
    connect(m_list, &QListView::clicked, this,
            [this](const QModelIndex& index) { go(static_cast<std::size_t>(index.row())); });
}

void FindPanel::setContent(Shared<model::Graph> graph, Shared<plan::Plan> plan)
{
    m_index.setContent(std::move(graph), std::move(plan));
    m_stale = true;
    if (isVisible()) {
        refresh();
        showFound();
    }
}

void FindPanel::begin()
{
    m_field.setFocus(Qt::ShortcutFocusReason);
    m_field.selectAll();
    open();
}

void FindPanel::forget()
{
    m_field.clear();
    m_isThere = false;
    m_at = 0;
}

void FindPanel::search()
{
    m_isThere = false;
    m_at = 0;
    open();
}

/// Where something is sought.
void FindPanel::open()
{
    if (m_field.text().trimmed().isEmpty()) {
        hide();
        return;
    }
    refresh();
    showFound();
}

/// What is found now. The place that one is at stays the one of its number.
void FindPanel::refresh()
{
    const QString text = m_field.text().trimmed();
    if (text == m_text && !m_stale)
        return;
    m_isThere = m_isThere && text == m_text;
    m_text = text;
    m_stale = false;
    m_found = m_index.find(text);
    m_at = m_found.empty() ? 0 : std::min(m_at, m_found.size() - 1);
    std::vector<PickRow> rows;
    for (const Found& each : m_found) {
        if (rows.size() == PickModel::mostShown)
            break;
        rows.push_back({.text = lineWith(each.text, text),
                        .detail = m_index.placeOf(each),
                        .icon = icon(iconNameOf(each))});
    }
    m_model->setRows(std::move(rows));
}

void FindPanel::showFound()
{
    showCount();
    mark(m_at);
    m_list->setVisible(!m_found.empty());
    place();
    show();
    raise();
}

/// Below the field, and within the window.
void FindPanel::place()
{
    const int room = parentWidget()->width() - 2 * Size::grid;
    const int width = std::min(panelWidth, room);
    const QPoint below = m_field.mapTo(parentWidget(), QPoint(0, m_field.height() + Size::half));
    const int left = std::clamp(below.x(), int(Size::grid), Size::grid + room - width);
    const int frame = 2 * (Size::grid + frameWidth());
    int height = frame + m_count->heightForWidth(width - frame);
    if (!m_found.empty()) {
        height += Size::half + std::min(m_model->rowCount(), mostRows) * m_list->sizeHintForRow(0);
    }
    setGeometry(left, below.y(), width, height);
}

void FindPanel::showCount()
{
    const auto count = static_cast<int>(m_found.size());
    QString text = Text::tr("%n places", nullptr, count);
    if (m_found.empty()) {
        text = filled(Text::tr("Nothing holds \"%1\"."), {m_text});
    } else if (m_isThere) {
        text = filled(Text::tr("%1 of %n places", nullptr, count), {QString::number(m_at + 1)});
    }
    if (m_found.size() > PickModel::mostShown) {
        text = filled(Text::tr("%1, the first %2 are listed"),
                      {text, QString::number(PickModel::mostShown)});
    }
    m_count->setText(text);
    m_field.setAccessibleDescription(text);
}

void FindPanel::mark(std::size_t at)
{
    const QModelIndex index = m_model->index(static_cast<int>(at));
    m_list->setCurrentIndex(index);  // None: it stands behind those that are listed.
    if (index.isValid())
        m_list->scrollTo(index);
}

void FindPanel::go(std::size_t at)
{
    m_at = at;
    m_isThere = true;
    mark(at);
    showCount();
    const ThingRef thing = m_found.at(at).thing;  // What is picked may make the plan anew.
    emit picked(thing);
}

bool FindPanel::step(int by)
{
    refresh();
    if (m_found.empty())
        return false;
    const std::size_t count = m_found.size();
    std::size_t next = m_at;
    if (m_isThere) {
        next = (m_at + (by < 0 ? count - 1 : 1)) % count;
    } else if (by < 0) {
        next = (m_at + count - 1) % count;
    }
    go(next);
    return true;
}

void FindPanel::enter(int by)
{
    open();
    if (!step(by) && !m_text.isEmpty())
        emit nothingFound(m_text);
}

bool FindPanel::takeKey(int pressed, Qt::KeyboardModifiers modifiers)
{
    switch (pressed) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        enter((modifiers & Qt::ShiftModifier) != 0 ? -1 : 1);
        return true;
    case Qt::Key_Down:
    case Qt::Key_Up:
        open();
        if (!m_found.empty()) {
            const std::size_t count = m_found.size();
            m_at = (m_at + (pressed == Qt::Key_Up ? count - 1 : 1)) % count;
            m_isThere = false;
            mark(m_at);
            showCount();
        }
        return true;
    case Qt::Key_Escape:
        hide();
        emit left();
        return true;
    default:
        return false;
    }
}

bool FindPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_field && event->type() == QEvent::FocusOut)
        hide();
    if (watched == &m_field && event->type() == QEvent::KeyPress) {
        const auto* pressed = static_cast<QKeyEvent*>(event);
        if (takeKey(pressed->key(), pressed->modifiers()))
            return true;
    }
    return QFrame::eventFilter(watched, event);
}

}  // namespace hopwright::ui
