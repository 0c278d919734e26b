#include "ui/dialogs/column_question.h"

#include "ui/dialogs/button_row.h"
#include "ui/panels/ink_label.h"
#include "ui/text/words.h"
#include "ui/theme/tokens.h"

#include <QCheckBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace hopwright::ui {

namespace {

constexpr int dialogWidth = 460;
constexpr int longestHead = 40;  ///< Characters; the whole is in the tooltip.

QString shortened(const QString& text)
{
    return text.size() <= longestHead ? text : text.left(longestHead - 1) + QChar(0x2026);
}

/// A mnemonic is no part of what a table has.
QString asLabel(QString text)
{
    return text.replace(u'&', QLatin1String("&&"));
}

}  // namespace

ColumnQuestion::ColumnQuestion(const std::vector<ColumnChoice>& columns, bool hasHeads,
                               QWidget* parent)
    : QDialog(parent),
      m_choices(columns),
      m_heads(new QCheckBox(Text::tr("The &first line says what the columns are"), this)),
      m_draw(new QPushButton(Text::tr("Draw machines"), this))
{
    setWindowTitle(Text::tr("Pasted table"));
    setModal(true);
    auto* column = new QVBoxLayout(this);
    column->addStrut(dialogWidth);
    column->setContentsMargins(2 * Size::grid, 2 * Size::grid, 2 * Size::grid, 12);
    column->setSpacing(Size::half);
    column->addWidget(
        wrapped(Text::tr("Which columns name machines?"), FontRole::Verdict, Ink::Text, this));
    column->addSpacing(Size::grid);
    for (const ColumnChoice& each : columns) {
        auto* box = new QCheckBox(this);
        box->setChecked(m_columns.empty());
        column->addWidget(box);
        column->addWidget(wrapped(each.examples, FontRole::Caption, Ink::TextSecondary, this));
        connect(box, &QCheckBox::toggled, this, [this] { m_draw->setEnabled(!checked().empty()); });
        m_columns.push_back(box);
    }
    column->addSpacing(Size::grid);
    m_heads->setChecked(hasHeads);
    column->addWidget(m_heads);
    column->addWidget(wrapped(Text::tr("Of a table with these heads this is asked once."),
                              FontRole::Caption, Ink::TextSecondary, this));
    addButtonRow(*this, *column, *m_draw);
    connect(m_heads, &QCheckBox::toggled, this, &ColumnQuestion::showHeads);
    connect(m_draw, &QPushButton::clicked, this, [this] {
        accept();
        emit chosen(checked(), m_heads->isChecked());
    });
    showHeads();
}

std::vector<std::size_t> ColumnQuestion::checked() const
{
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i]->isChecked())
            out.push_back(i);
    }
    return out;
}

/// A column is called by its head, else by its place.
void ColumnQuestion::showHeads()
{
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const ColumnChoice& choice = m_choices[i];
        const bool isNamed = m_heads->isChecked() && !choice.first.isEmpty();
        const QString place = filled(Text::tr("Column %1"), {QString::number(choice.number)});
        m_columns[i]->setText(asLabel(isNamed ? shortened(choice.first) : place));
        m_columns[i]->setToolTip(tipOf(isNamed ? choice.first : QString()));
    }
}

}  // namespace hopwright::ui
