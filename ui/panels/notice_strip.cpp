#include "ui/panels/notice_strip.h"

#include "ui/panels/ink_label.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace hopwright::ui {

namespace {

constexpr int stripHeight = 34;

Mark markOfKind(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::Passed:
        return Mark::Passed;
    case NoticeKind::Warning:
        return Mark::Warning;
    case NoticeKind::Error:
        return Mark::Error;
    case NoticeKind::Note:
        break;
    }
    return Mark::Note;
}

}  // namespace

NoticeStrip::NoticeStrip(QWidget* parent)
    : QWidget(parent),
      m_mark(new MarkLabel(Size::iconSmall, this)),
      m_label(new InkLabel({}, FontRole::Body, Ink::Text, this)),
      m_action(new QPushButton(this)),
      m_close(new QToolButton(this))
{
    setMinimumHeight(qMax(stripHeight, fontMetrics().height() + 2 * Size::grid));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_label->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    setButtonKind(*m_action, ButtonKind::Link);
    m_close->setIcon(icon(QStringLiteral("close")));
    m_close->setAutoRaise(true);
    m_close->setAccessibleName(Text::tr("Close this notice"));
    m_close->setToolTip(m_close->accessibleName());

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * Size::grid, 0, Size::grid, 0);
    layout->setSpacing(Size::grid);
    layout->addWidget(m_mark);
    layout->addWidget(m_label);
    layout->addWidget(m_action);
    layout->addStretch(1);
    layout->addWidget(m_close);

    m_timer.setSingleShot(true);
    m_timer.setInterval(Motion::toast);
    connect(&m_timer, &QTimer::timeout, this, &NoticeStrip::dismiss);
    connect(m_close, &QToolButton::clicked, this, &NoticeStrip::dismiss);
    connect(m_action, &QPushButton::clicked, this, &NoticeStrip::actionTriggered);
    hide();
}

void NoticeStrip::say(NoticeKind kind, const QString& text, const QString& action)
{
    m_kind = kind;
    m_text = text;
    const Mark mark = markOfKind(kind);
    m_mark->setMark(mark, kind == NoticeKind::Error     ? Text::tr("error")
                          : kind == NoticeKind::Warning ? Text::tr("warning")
                                                        : Text::tr("note"));
    m_label->setToolTip(text);
    m_label->setAccessibleName(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(text);
    show();
    elide();
    update();
    if (kind == NoticeKind::Error) {
        m_timer.stop();
    } else {
        m_timer.start();
    }
}

void NoticeStrip::dismiss()
{
    m_timer.stop();
    if (m_text.isEmpty()) {
        return;
    }
    m_text.clear();
    hide();
    emit dismissed();
}

QString NoticeStrip::text() const
{
    return m_text;
}

void NoticeStrip::elide()
{
    const int others = m_mark->width() + m_close->sizeHint().width() + 7 * Size::grid
                       + (m_action->isHidden() ? 0 : m_action->sizeHint().width());
    m_label->setText(m_label->fontMetrics().elidedText(m_text, Qt::ElideRight, width() - others));
}

void NoticeStrip::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    elide();
}

void NoticeStrip::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        dismiss();
        return;
    }
    QWidget::keyPressEvent(event);
}

void NoticeStrip::paintEvent(QPaintEvent* /*event*/)
{
    const Theme theme = themeOf(QGuiApplication::palette());
    QPainter painter(this);
    painter.fillRect(rect(), ink(markSoftInk(markOfKind(m_kind)), theme));
    painter.fillRect(0, 0, width(), 1, ink(Ink::Line, theme));
}

}  // namespace hopwright::ui
