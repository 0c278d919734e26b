#include "ui/dialogs/question.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace hopwright::ui {

Question::Question(const QString& title, const QString& sentence, const QString& fact,
                   QWidget* parent)
    : QDialog(parent)
{
    constexpr int dialogWidth = 400;
    setWindowTitle(title);
    setModal(true);
    auto* column = new QVBoxLayout(this);
    column->addStrut(dialogWidth - 4 * Size::grid);
    column->setSizeConstraint(QLayout::SetFixedSize);
    column->setContentsMargins(2 * Size::grid, 2 * Size::grid, 2 * Size::grid, 12);
    column->setSpacing(Size::grid);
    auto* question = new QLabel(sentence, this);
    question->setTextFormat(Qt::PlainText);
    question->setFont(fontFor(FontRole::Verdict, font()));
    question->setWordWrap(true);
    column->addWidget(question);
    auto* below = new QLabel(fact, this);
    below->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(below);
    column->addSpacing(Size::grid);
    m_foot = new QHBoxLayout;
    m_foot->setSpacing(Size::grid);
    column->addLayout(m_foot);
}

QPushButton* Question::addAnswer(const QString& text)
{
    auto* button = new QPushButton(text, this);
    button->setAutoDefault(false);
    m_foot->addWidget(button);
    return button;
}

void Question::addGap()
{
    m_foot->addStretch(1);
}

void Question::makeDefault(QPushButton& button)
{
    setButtonKind(button, ButtonKind::Primary);
    button.setDefault(true);
}

}  // namespace hopwright::ui
