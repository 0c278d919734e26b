#include "ui/panels/legend.h"

#include "ui/models/legend_rows.h"
#include "ui/panels/ink_label.h"
#include "ui/text/glossary.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"

#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace hopwright::ui {

namespace {

constexpr int sampleWidth = 24;
constexpr int sampleHeight = 20;

/// A short piece of a hop's line.
class LineSample : public QWidget {
public:
    enum class Kind { Single, Double };

    LineSample(Kind kind, QWidget* parent) : QWidget(parent), m_kind(kind)
    {
        setFixedSize(sampleWidth, sampleHeight);
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(ink(Ink::Hop, themeOf(QGuiApplication::palette())), Size::hopStroke,
                            Qt::SolidLine, Qt::FlatCap));
        const double middle = sampleHeight / 2.0;
        if (m_kind == Kind::Single) {
            painter.drawLine(QPointF(0, middle), QPointF(sampleWidth, middle));
            return;
        }
        constexpr double half = 2.5;
        painter.drawLine(QPointF(0, middle - half), QPointF(sampleWidth, middle - half));
        painter.drawLine(QPointF(0, middle + half), QPointF(sampleWidth, middle + half));
    }

private:
    Kind m_kind;
};

}  // namespace

Legend::Legend(QWidget* parent) : FloatingCard(Edge::Outline, parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, Size::grid, Size::grid, 12);
    layout->setSpacing(Size::half);
    auto* head = new QHBoxLayout;
    head->addWidget(new InkLabel(Text::tr("Legend"), FontRole::CaptionStrong, Ink::Text, this));
    head->addStretch(1);
    auto* close = new QToolButton(this);
    close->setIcon(icon(QStringLiteral("close")));
    close->setAutoRaise(true);
    close->setAccessibleName(Text::tr("Close the legend"));
    close->setToolTip(close->accessibleName());
    head->addWidget(close);
    layout->addLayout(head);
    connect(close, &QToolButton::clicked, this, &Legend::closed);

    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(Size::grid);
    grid->setVerticalSpacing(0);
    layout->addLayout(grid);
    const auto row = [&](QWidget* sample, const LegendRow& shown) {
        const int at = grid->rowCount();
        auto* text = new InkLabel(shown.text, FontRole::Caption, Ink::Text, this);
        for (QWidget* each : {sample, static_cast<QWidget*>(text)})
            each->setToolTip(topicTip(explain::topicOf(shown.topic)));
        grid->addWidget(sample, at, 0, Qt::AlignCenter);
        grid->addWidget(text, at, 1);
    };
    for (const LegendRow& each : legendRows()) {
        if (!each.isSeal()) {
            row(new LineSample(
                    each.doubleLine ? LineSample::Kind::Double : LineSample::Kind::Single, this),
                each);
            continue;
        }
        auto* sample = new MarkLabel(Size::seal, this);
        sample->setSeal(each.seal, each.text);
        row(sample, each);
    }
    setAccessibleName(Text::tr("Legend"));
}

void Legend::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        emit closed();
        return;
    }
    FloatingCard::keyPressEvent(event);
}

}  // namespace hopwright::ui
