#pragma once

#include <QDialog>
#include <QString>

#include <cstddef>
#include <vector>

class QCheckBox;
class QPushButton;

namespace hopwright::ui {

/// A column of a pasted table, as it is shown.
struct ColumnChoice {
    std::size_t number = 1;  ///< Its place in the table, from 1.
    QString first = {};      ///< Its cell of the first line.
    QString examples = {};   ///< Some of its names.
};

/// "Which columns name machines?": asked where a pasted table has several that could. Opened, never executed.
class ColumnQuestion : public QDialog {
    Q_OBJECT

public:
    /// The likeliest column comes first, and is chosen. \p hasHeads: the first line seems to say what the columns are.
    ColumnQuestion(const std::vector<ColumnChoice>& columns, bool hasHeads,
                   QWidget* parent = nullptr);

signals:
    /// \p columns: places in what was asked about, at least one.
    void chosen(const std::vector<std::size_t>& columns, bool hasHeads);

private:
    std::vector<std::size_t> checked() const;
    void showHeads();

    std::vector<ColumnChoice> m_choices;
    std::vector<QCheckBox*> m_columns;
    QCheckBox* m_heads;
    QPushButton* m_draw;
};

}  // namespace hopwright::ui
