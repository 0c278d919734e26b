#include "ui/window/tool_bar.h"

#include "ui/panels/ink_label.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/tokens.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace hopwright::ui {

namespace {

constexpr int findWidth = 208;
constexpr int findWidthCompact = 150;
constexpr int gapWidth = 4;  ///< With the spacing of the bar, 8 between two buttons.

}  // namespace

ToolBar::ToolBar(const Actions& actions, QAction* undo, QAction* redo, QWidget* parent)
    : QToolBar(Text::tr("Tool bar"), parent),
      m_actions(actions),
      m_find(new QLineEdit(this)),
      m_zoom(new QLabel(this))
{
    setObjectName(QStringLiteral("toolBar"));
    setAccessibleName(Text::tr("Tool bar"));
    setMovable(false);
    setFloatable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    setMinimumHeight(Size::toolBar);
    addDrawing(undo, redo);
    addSpring();
    addTesting();
    setRunning(false);
    setCompact(false);
    setZoom(1);
}

/// What is about the drawing, to the left of the spring.
void ToolBar::addDrawing(QAction* undo, QAction* redo)
{
    for (const ActionId id : {ActionId::New, ActionId::Open, ActionId::Save})
        addAction(m_actions[id]);
    addSeparator();
    addAction(undo);
    addAction(redo);
    addSeparator();
    addAction(m_actions[ActionId::AddMachine]);
    addAction(m_actions[ActionId::DrawHop]);
    addSeparator();
    addAction(m_actions[ActionId::ZoomOut]);
    m_zoomPlace = addWidget(m_zoom);
    addAction(m_actions[ActionId::ZoomIn]);
    addAction(m_actions[ActionId::Fit]);
    addSeparator();
    m_zoom->setAlignment(Qt::AlignCenter);
    m_zoom->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("400 %")) + 8);
    m_zoom->setAccessibleName(Text::tr("Zoom"));
    m_find->setObjectName(QStringLiteral("findField"));
    m_find->setAccessibleName(Text::tr("Find"));
    m_find->setPlaceholderText(Text::tr("Find, Ctrl+F"));
    m_find->setToolTip(
        Text::tr("Find names, accounts, entries of lists and findings, or whom an entry such as "
                 "WSMAN/*.corp.example matches; Enter goes to the next"));
    m_find->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    addWidget(m_find);
}

/// What is about the run, to the right of the spring.
void ToolBar::addTesting()
{
    auto* environment = new QWidget(this);
    auto* row = new QHBoxLayout(environment);
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(6);
    auto* picture =
        new IconLabel(QStringLiteral("server"), Size::iconSmall, Ink::Text, environment);
    auto* name = new QLabel(Text::tr("Practice lab"), environment);
    name->setToolTip(Text::tr("Tests run against simulated hosts on this computer"));
    row->addWidget(picture);
    row->addWidget(name);
    addWidget(environment);
    m_test = follow(m_actions[ActionId::Test], Text::tr("Test"));
    m_test->setObjectName(QStringLiteral("testButton"));
    setButtonKind(*m_test, ButtonKind::Primary);
    m_testPlace = addWidget(m_test);
    m_stop = follow(m_actions[ActionId::Stop], Text::tr("Stop"));
    m_stop->setObjectName(QStringLiteral("stopButton"));
    m_stopPlace = addWidget(m_stop);
    auto* gap = new QWidget(this);
    gap->setFixedWidth(gapWidth);
    addWidget(gap);
    m_apply = follow(m_actions[ActionId::Apply], Text::tr("Apply to practice lab"));
    m_apply->setObjectName(QStringLiteral("applyButton"));
    addWidget(m_apply);
    auto* gapAfter = new QWidget(this);
    gapAfter->setFixedWidth(gapWidth);
    addWidget(gapAfter);
    m_export = follow(m_actions[ActionId::Export], Text::tr("Export…"));
    m_export->setObjectName(QStringLiteral("exportButton"));
    addWidget(m_export);
    auto* end = new QWidget(this);
    end->setFixedWidth(8);
    addWidget(end);
}

void ToolBar::addSpring()
{
    auto* spring = new QWidget(this);
    spring->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(spring);
}

QPushButton* ToolBar::follow(QAction* action, const QString& text)
{
    auto* button = new QPushButton(action->icon(), text, this);
    button->setAccessibleName(text);
    button->setToolTip(action->toolTip());
    button->setEnabled(action->isEnabled());
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::enabledChanged, button, &QPushButton::setEnabled);
    return button;
}

void ToolBar::setZoom(double factor)
{
    m_zoom->setText(filled(Text::tr("%1 %"), {QString::number(qRound(factor * 100))}));
}

void ToolBar::setRunning(bool running)
{
    m_testPlace->setVisible(!running);
    m_stopPlace->setVisible(running);
}

void ToolBar::setCompact(bool compact)
{
    m_find->setFixedWidth(compact ? findWidthCompact : findWidth);
    m_zoomPlace->setVisible(!compact);
    m_apply->setText(compact ? Text::tr("Apply") : Text::tr("Apply to practice lab"));
    m_apply->setIcon(compact ? QIcon() : m_actions[ActionId::Apply]->icon());
    m_export->setIcon(compact ? QIcon() : m_actions[ActionId::Export]->icon());
    const auto word = [&](ActionId id, const QString& text) {
        auto* button = qobject_cast<QToolButton*>(widgetForAction(m_actions[id]));
        if (button == nullptr)
            return;
        m_actions[id]->setIconText(text);  // What a button follows whenever the action changes.
        button->setToolButtonStyle(compact ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    };
    word(ActionId::AddMachine, Text::tr("Machine"));
    word(ActionId::DrawHop, Text::tr("Hop"));
}

}  // namespace hopwright::ui
