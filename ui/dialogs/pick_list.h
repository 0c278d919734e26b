#pragma once

#include <QAbstractListModel>
#include <QDialog>
#include <QIcon>
#include <QString>
#include <QStyledItemDelegate>

#include <cstddef>
#include <functional>
#include <vector>

class QLabel;
class QLineEdit;
class QListView;

namespace hopwright::ui {

/// One thing that can be picked.
struct PickRow {
    QString text = {};
    QString detail = {};  ///< Right of it: a key, a place.
    QIcon icon = {};
    std::function<void()> pick = {};
};

/// The rows that hold all words of what was typed, in text or detail, without case: those that begin with it first, then those
/// with a word that does, then the others; each in the order given. At most PickModel::mostShown. Cost: O(rows × words).
std::vector<std::size_t> matchesOf(const std::vector<PickRow>& rows, const QString& typed);

/// What PickList shows.
class PickModel : public QAbstractListModel {
    Q_OBJECT

public:
    static constexpr std::size_t mostShown = 200;

    explicit PickModel(std::vector<PickRow> rows, QObject* parent = nullptr);

    /// Other rows, all of them shown as far as mostShown goes.
    void setRows(std::vector<PickRow> rows);
    void filter(const QString& typed);
    const PickRow* at(const QModelIndex& index) const;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<PickRow> m_rows;
    std::vector<std::size_t> m_shown = {};
};

/// A row of PickModel: text at the left, detail at the right; the text gives way.
class PickDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// Finds one of many by typing: a field over a list. Arrow keys go through the list while one types, Enter picks and closes, Esc
/// closes. Opened, never executed.
class PickList : public QDialog {
    Q_OBJECT

public:
    /// \p hint stands in the empty field, \p nothing is said where no row fits.
    PickList(const QString& title, const QString& hint, const QString& nothing,
             std::vector<PickRow> rows, QWidget* parent = nullptr);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void filter();
    void take(const QModelIndex& index);

    PickModel* m_model;
    QLineEdit* m_field;
    QListView* m_list;
    QLabel* m_nothing;
};

}  // namespace hopwright::ui
