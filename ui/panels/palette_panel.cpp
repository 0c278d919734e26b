#include "ui/panels/palette_panel.h"

#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QDrag>
#include <QGridLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QToolButton>

#include <array>
#include <utility>

namespace hopwright::ui {

namespace {

/// One kind: clicked it is chosen, dragged it goes with the pointer.
class KindButton : public QToolButton {
public:
    KindButton(QString kind, const QString& iconName, QWidget* parent)
        : QToolButton(parent), m_kind(std::move(kind))
    {
        setIcon(hopwright::ui::icon(iconName));
        setIconSize(QSize(Size::icon, Size::icon));
        setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        setAutoRaise(true);
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

protected:
    void mousePressEvent(QMouseEvent* event) override
    {
        m_pressedAt = event->pos();
        QToolButton::mousePressEvent(event);
    }

    void mouseMoveEvent(QMouseEvent* event) override
    {
        const bool far =
            (event->pos() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
        if (!event->buttons().testFlag(Qt::LeftButton) || !far) {
            QToolButton::mouseMoveEvent(event);
            return;
        }
        setDown(false);
        auto* mime = new QMimeData;
        mime->setData(QLatin1String(kindMimeType), m_kind.toUtf8());
        auto* drag = new QDrag(this);  // Deletes itself, and what it carries.
        drag->setMimeData(mime);
        drag->setPixmap(icon().pixmap(Size::iconLarge));
        drag->exec(Qt::CopyAction);
    }

    void keyPressEvent(QKeyEvent* event) override
    {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
            click();
            return;
        }
        QToolButton::keyPressEvent(event);
    }

private:
    QString m_kind;
    QPoint m_pressedAt;
};

}  // namespace

PalettePanel::PalettePanel(QWidget* parent) : QWidget(parent)
{
    struct Kind {
        QString kind;  // Also the name of its icon.
        QString text;
        QString tip;
    };
    const std::array kinds{
        Kind{.kind = QStringLiteral("client"),
             .text = Text::tr("Client"),
             .tip =
                 Text::tr("A machine where somebody signs in. Click, or drag it onto the canvas.")},
        Kind{.kind = QStringLiteral("server"),
             .text = Text::tr("Server"),
             .tip = Text::tr("A server. Click, or drag it onto the canvas.")},
        Kind{.kind = QStringLiteral("jump"),
             .text = Text::tr("Jump server"),
             .tip = Text::tr("A server on the way to others. Click, or drag it onto the canvas.")},
        Kind{.kind = QStringLiteral("share"),
             .text = Text::tr("File share"),
             .tip = Text::tr("A share on the selected machine. Click, or drag it onto a machine.")},
    };
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(Size::half, Size::half, Size::half, Size::half);
    layout->setSpacing(Size::half);
    constexpr int columns = 2;
    for (int i = 0; i < static_cast<int>(kinds.size()); ++i) {
        const Kind& each = kinds.at(static_cast<std::size_t>(i));
        auto* button = new KindButton(each.kind, each.kind, this);
        button->setObjectName(each.kind);
        button->setText(each.text);
        button->setToolTip(each.tip);
        button->setAccessibleDescription(each.tip);
        connect(button, &QToolButton::clicked, this,
                [this, kind = each.kind] { emit chosen(kind); });
        layout->addWidget(button, i / columns, i % columns);
    }
    const QString tip =
        Text::tr("What a command on the selected machine wants elsewhere: choose it, get the hop.");
    auto* command = new QToolButton(this);
    command->setObjectName(QStringLiteral("command"));
    command->setText(Text::tr("Command…"));
    command->setIcon(icon(QStringLiteral("run")));
    command->setIconSize(QSize(Size::icon, Size::icon));
    command->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    command->setAutoRaise(true);
    command->setFocusPolicy(Qt::TabFocus);
    command->setToolTip(tip);
    command->setAccessibleDescription(tip);
    connect(command, &QToolButton::clicked, this, &PalettePanel::commandAsked);
    const int rows = static_cast<int>(kinds.size()) / columns;
    layout->addWidget(command, rows, 0, 1, columns, Qt::AlignLeft);
    layout->setRowStretch(rows + 1, 1);
}

}  // namespace hopwright::ui
