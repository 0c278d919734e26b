#include "ui/dialogs/pick_list.h"

#include "ui/panels/ink_label.h"
#include "ui/text/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace hopwright::ui {

namespace {

constexpr int listWidth = 560;
constexpr int listHeight = 360;
constexpr int rowHeight = 28;
constexpr int detailRole = Qt::UserRole;

bool holdsAll(const PickRow& row, const QStringList& words)
{
    return std::ranges::all_of(words, [&row](const QString& word) {
        return row.text.contains(word, Qt::CaseInsensitive)
               || row.detail.contains(word, Qt::CaseInsensitive);
    });
}

/// 0: it begins with what was typed; 1: a word of it does; 2: it stands elsewhere.
std::size_t rankOf(const QString& text, const QString& typed)
{
    if (text.startsWith(typed, Qt::CaseInsensitive))
        return 0;
    for (qsizetype at = text.indexOf(typed, 0, Qt::CaseInsensitive); at > 0;
         at = text.indexOf(typed, at + 1, Qt::CaseInsensitive)) {
        if (!text.at(at - 1).isLetterOrNumber())
            return 1;
    }
    return 2;
}

}  // namespace

std::vector<std::size_t> matchesOf(const std::vector<PickRow>& rows, const QString& typed)
{
    const QString wanted = typed.simplified();
    const QStringList words = wanted.split(u' ', Qt::SkipEmptyParts);
    std::array<std::vector<std::size_t>, 3> byRank;
    for (std::size_t i = 0; i < rows.size() && byRank[0].size() < PickModel::mostShown; ++i) {
        if (holdsAll(rows[i], words))
            byRank.at(rankOf(rows[i].text, wanted)).push_back(i);
    }
    std::vector<std::size_t> out;
    for (const std::vector<std::size_t>& each : byRank)
        out.insert(out.end(), each.begin(), each.end());
    out.resize(std::min(out.size(), PickModel::mostShown));
    return out;
}

void PickDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    QStyleOptionViewItem all = option;
    initStyleOption(&all, index);
    all.features |=
        QStyleOptionViewItem::HasDecoration;  // Texts begin in one line, with an icon or without.
    all.decorationSize = {Size::icon, Size::icon};
    const QString detail = index.data(detailRole).toString();
    const QFont small = fontFor(FontRole::Caption, option.font);
    const QFontMetrics measure(small);
    const QString shown = measure.elidedText(detail, Qt::ElideMiddle, option.rect.width() / 2);
    const int room = measure.horizontalAdvance(shown) + 2 * Size::grid;
    all.textElideMode = Qt::ElideMiddle;
    QStyleOptionViewItem back = all;
    back.text.clear();
    back.icon = {};
    back.features &= ~QStyleOptionViewItem::HasDecoration;
    QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &back, painter, option.widget);
    all.rect.setRight(all.rect.right() - room);
    all.backgroundBrush = {};
    all.state &= ~(QStyle::State_Selected | QStyle::State_HasFocus);
    if (option.state & QStyle::State_Selected)
        all.palette.setColor(QPalette::Text, option.palette.color(QPalette::HighlightedText));
    QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &all, painter, option.widget);
    painter->save();
    painter->setFont(small);
    painter->setPen(option.state & QStyle::State_Selected
                        ? option.palette.color(QPalette::HighlightedText)
                        : ink(Ink::TextSecondary, themeOf(option.palette)));
    painter->drawText(option.rect.adjusted(0, 0, -Size::grid, 0), Qt::AlignRight | Qt::AlignVCenter,
                      shown);
    painter->restore();
}

QSize PickDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QSize asked = QStyledItemDelegate::sizeHint(option, index);
    return {asked.width(), std::max(rowHeight, asked.height())};
}

PickModel::PickModel(std::vector<PickRow> rows, QObject* parent)
    : QAbstractListModel(parent), m_rows(std::move(rows)), m_shown(matchesOf(m_rows, {}))
{
}

void PickModel::setRows(std::vector<PickRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    m_shown = matchesOf(m_rows, {});
    endResetModel();
}

void PickModel::filter(const QString& typed)
{
    beginResetModel();
    m_shown = matchesOf(m_rows, typed);
    endResetModel();
}

const PickRow* PickModel::at(const QModelIndex& index) const
{
    return index.isValid() ? &m_rows.at(m_shown.at(static_cast<std::size_t>(index.row())))
                           : nullptr;
}

int PickModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant PickModel::data(const QModelIndex& index, int role) const
{
    const PickRow* row = at(index);
    if (row == nullptr)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return row->text;
    case Qt::DecorationRole:
        return row->icon;
    case Qt::AccessibleTextRole:
        return row->detail.isEmpty() ? row->text
                                     : filled(Text::tr("%1, %2"), {row->text, row->detail});
    case Qt::ToolTipRole:
        return row->text.toHtmlEscaped();
    case detailRole:
        return row->detail;
    default:
        return {};
    }
}

PickList::PickList(const QString& title, const QString& hint, const QString& nothing,
                   std::vector<PickRow> rows, QWidget* parent)
    : QDialog(parent),
      m_model(new PickModel(std::move(rows), this)),
      m_field(new QLineEdit(this)),
      m_list(new QListView(this)),
      m_nothing(wrapped(nothing, FontRole::Body, Ink::TextSecondary, this))
{
    setWindowTitle(title);
    setModal(true);
    resize(listWidth, listHeight);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Size::grid, Size::grid, Size::grid, Size::grid);
    column->setSpacing(Size::grid);
    m_field->setPlaceholderText(hint);
    m_field->setAccessibleName(title);
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PickDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(title);
    m_list->setFocusPolicy(Qt::NoFocus);  // The keys of the field go through it.
    column->addWidget(m_field);
    column->addWidget(m_list, 1);
    column->addWidget(m_nothing);
    m_field->setFocus();
    connect(m_field, &QLineEdit::textChanged, this, &PickList::filter);
    connect(m_list, &QListView::clicked, this, &PickList::take);
    filter();
}

void PickList::filter()
{
    m_model->filter(m_field->text());
    m_list->setCurrentIndex(m_model->index(0));
    m_nothing->setVisible(m_model->rowCount() == 0);
}

void PickList::take(const QModelIndex& index)
{
    const PickRow* row = m_model->at(index);
    if (row == nullptr)
        return;
    const std::function<void()> pick = row->pick;
    accept();  // First: what is picked may open something of its own.
    pick();
}

bool PickList::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    auto* key = dynamic_cast<QKeyEvent*>(event);
    switch (key->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QApplication::sendEvent(m_list, key);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        take(m_list->currentIndex());
        return true;
    default:
        return QDialog::eventFilter(watched, event);
    }
}

}  // namespace hopwright::ui
