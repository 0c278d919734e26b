#include "ui/panels/field.h"

#include "ui/panels/ink_label.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"

#include <QComboBox>
#include <QEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <utility>

namespace hopwright::ui {

namespace {

constexpr int textLines = 4;

/// "The port is 1 to 65535."
QString reasonOf(const Error& error)
{
    QString text = translated(error.detail);
    if (text.isEmpty()) {
        return errorText(error).sentence;
    }
    text[0] = text.at(0).toUpper();
    return text.endsWith(QLatin1Char('.')) ? text : text + QLatin1Char('.');
}

}  // namespace

Field::Field(GraphDocument& document, Binding binding, Lines lines, QWidget* parent)
    : QWidget(parent), m_document(document), m_binding(std::move(binding))
{
    if (lines == Lines::One) {
        m_line = new QLineEdit(this);
        connect(m_line, &QLineEdit::textChanged, m_line,
                [this](const QString& text) { m_line->setToolTip(tipOf(text)); });
        connect(m_line, &QLineEdit::editingFinished, this, [this] { apply(m_line->text()); });
        begin(m_line);
        return;
    }
    m_text = new QPlainTextEdit(this);
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * textLines + 2 * Size::grid);
    m_text->installEventFilter(this);
    begin(m_text);
}

Field::Field(GraphDocument& document, Binding binding, const std::vector<Choice>& choices,
             QWidget* parent)
    : QWidget(parent), m_document(document), m_binding(std::move(binding))
{
    m_box = new QComboBox(this);
    for (const Choice& choice : choices) {
        m_box->addItem(choice.text, choice.value);
    }
    m_box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_box->setMinimumContentsLength(8);
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    // The wheel scrolls the page, and changes nothing on its way.
    m_box->setFocusPolicy(Qt::StrongFocus);
    m_box->installEventFilter(this);
    connect(m_box, &QComboBox::activated, this, [this] { apply(m_box->currentData().toString()); });
    begin(m_box);
}

void Field::begin(QWidget* editor)
{
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(Size::half);
    auto* label = new InkLabel(m_binding.label, FontRole::Caption, Ink::TextSecondary, this);
    label->setBuddy(editor);
    editor->setAccessibleName(m_binding.label);
    m_reason = wrapped({}, FontRole::Caption, Ink::Denied, this);
    m_reason->hide();
    m_layout->addWidget(label);
    m_layout->addWidget(editor);
    m_layout->addWidget(m_reason);
    setFocusProxy(editor);
    showNow();
}

QWidget* Field::editor() const
{
    return focusProxy();
}

QString Field::reason() const
{
    return m_reason->text();
}

void Field::refresh()
{
    const bool isMixed = isMixedNow();
    const QString value = isMixed ? QString() : m_binding.read(m_document.graph());
    if (value != m_shown || isMixed != m_isMixed) {
        showValue(value, isMixed);
    }
}

bool Field::isMixedNow() const
{
    return m_binding.differs && m_binding.differs(m_document.graph());
}

void Field::showNow()
{
    const bool isMixed = isMixedNow();
    showValue(isMixed ? QString() : m_binding.read(m_document.graph()), isMixed);
}

void Field::showValue(const QString& value, bool isMixed)
{
    m_shown = value;
    m_isMixed = isMixed;
    showPlaceholder();
    showReason({});
    if (m_line != nullptr) {
        m_line->setText(value);
        m_line->setCursorPosition(0);
    } else if (m_text != nullptr) {
        m_text->setPlainText(value);
    } else {
        m_box->setCurrentIndex(isMixed ? -1 : m_box->findData(value));
    }
}

void Field::showPlaceholder()
{
    const QString text = m_isMixed ? Text::tr("(several)") : m_binding.placeholder;
    if (m_line != nullptr) {
        m_line->setPlaceholderText(text);
    } else if (m_text != nullptr) {
        m_text->setPlaceholderText(text);
    } else {
        m_box->setPlaceholderText(text);
    }
}

void Field::showReason(const QString& reason)
{
    m_reason->setText(reason);
    m_reason->setVisible(!reason.isEmpty());
    editor()->setAccessibleDescription(reason.isEmpty() && m_isMixed ? Text::tr("(several)")
                                                                     : reason);
}

void Field::apply(const QString& value)
{
    if (m_isMixed ? value.isEmpty() : value == m_shown) {
        showReason({});
        return;
    }
    const Result<model::Graph> next = m_binding.write(m_document.graph(), value);
    if (!next) {
        showReason(reasonOf(next.error()));
        return;
    }
    m_document.edit(m_binding.undoText, *next);
    // Also when nothing changed, or the graph keeps another spelling.
    showNow();
}

bool Field::commit()
{
    if (m_box != nullptr)
        return true;  // A choice edits at once.
    const bool wasRefused = !reason().isEmpty();
    apply(m_line != nullptr ? m_line->text() : m_text->toPlainText());
    return wasRefused || reason().isEmpty();
}

bool Field::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_text && event->type() == QEvent::FocusOut) {
        apply(m_text->toPlainText());
    }
    if (watched == m_box && event->type() == QEvent::Wheel && !m_box->hasFocus()) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace hopwright::ui
