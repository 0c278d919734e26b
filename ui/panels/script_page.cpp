#include "ui/panels/script_page.h"

#include "ui/code/script_view.h"
#include "ui/models/script_list_model.h"
#include "ui/panels/ink_label.h"
#include "ui/text/error_text.h"
#include "ui/text/purpose_words.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace hopwright::ui {

namespace {

using script::ExportFile;

constexpr int side = 16;

}  // namespace

ScriptPage::ScriptPage(QWidget* parent) : QWidget(parent), m_pages(new QStackedLayout(this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_pages->addWidget(makeScripts());
    auto* empty = new QWidget(this);
    auto* column = new QVBoxLayout(empty);
    column->setContentsMargins(side, side, side, side);
    m_strong = wrapped({}, FontRole::Title, Ink::Text, empty);
    m_caption = wrapped({}, FontRole::Body, Ink::TextSecondary, empty);
    for (InkLabel* label : {m_strong, m_caption})
        label->setAlignment(Qt::AlignHCenter);
    column->addStretch(1);
    column->addWidget(m_strong);
    column->addWidget(m_caption);
    column->addStretch(2);
    m_pages->addWidget(empty);
}

QWidget* ScriptPage::makeScripts()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 12, 0, 12);
    column->setSpacing(Size::grid);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(side, 0, side, 0);
    head->setSpacing(Size::grid);
    m_choice = new QComboBox(page);
    m_choice->setObjectName(QStringLiteral("scriptChoice"));
    m_choice->setAccessibleName(Text::tr("Script"));
    auto* copy = new QPushButton(icon(QStringLiteral("copy")), Text::tr("Copy"), page);
    copy->setToolTip(Text::tr("Copy this script as text"));
    head->addWidget(m_choice, 1);
    head->addWidget(copy);
    m_rights = wrapped({}, FontRole::Caption, Ink::TextSecondary, page);
    m_rights->setContentsMargins(side, 0, side, 0);
    m_view = new ScriptView(page);
    m_view->setObjectName(QStringLiteral("scriptOfMachine"));
    m_view->setAccessibleName(Text::tr("Script of this machine"));
    auto* all = new QPushButton(icon(QStringLiteral("export")), Text::tr("Export all…"), page);
    all->setToolTip(Text::tr("The scripts of all machines, as files"));
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(side, 0, side, 0);
    foot->addWidget(all);
    foot->addStretch(1);
    column->addLayout(head);
    column->addWidget(m_rights);
    column->addWidget(m_view, 1);
    column->addLayout(foot);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &ScriptPage::showFile);
    connect(all, &QPushButton::clicked, this, &ScriptPage::exportAll);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_view->text()); });
    return page;
}

void ScriptPage::show(const GraphDocument* document, const plan::Plan& plan, const ThingRef& thing)
{
    m_document = document;
    const auto* machine = std::get_if<model::ComputerId>(&thing);
    m_machine = machine == nullptr ? std::nullopt : std::optional(*machine);
    m_plan = {};
    std::ranges::copy_if(plan.changes, std::back_inserter(m_plan.changes),
                         [&](const plan::Change& each) { return each.computer == m_machine; });
    m_dirty = true;
    if (isVisible())
        makeAgain();
}

void ScriptPage::showEvent(QShowEvent* event)
{
    makeAgain();
    QWidget::showEvent(event);
}

void ScriptPage::makeAgain()
{
    if (!m_dirty)
        return;
    m_dirty = false;
    m_files.clear();
    const bool isThere =
        m_document != nullptr && m_machine && m_document->graph().computers.contains(*m_machine);
    if (!isThere) {
        say(Text::tr("No machine selected"),
            Text::tr("The scripts of the selected machine stand here."));
        return;
    }
    const QString name = fromUtf8(m_document->graph().computers.at(*m_machine).name);
    model::Graph graph = m_document->graph();
    graph.routes.eraseWhere([&](const auto& item) {  // Those of others get no script here.
        const std::vector<model::HopId>& hops = item.second.hops;
        return hops.empty() || graph.hops.at(hops.front()).from != *m_machine;
    });
    auto made = script::makeScripts(graph, m_plan, {.version = HOPWRIGHT_VERSION});
    if (!made) {
        say(filled(Text::tr("No script for %1"), {name}), oneLine(errorText(made.error())));
        return;
    }
    std::ranges::copy_if(*made, std::back_inserter(m_files),
                         [this](const ExportFile& each) { return each.machine == *m_machine; });
    if (m_files.empty()) {
        say(Text::tr("No script is needed"),
            filled(Text::tr("The plan changes nothing on %1."), {name}));
        return;
    }
    const int chosen =
        std::clamp(m_choice->currentIndex(), 0, static_cast<int>(m_files.size()) - 1);
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    for (const ExportFile& file : m_files)
        m_choice->addItem(purposeHeading(file.purpose));
    m_choice->setCurrentIndex(chosen);
    m_pages->setCurrentIndex(0);
    showFile();
}

void ScriptPage::showFile()
{
    const int at = m_choice->currentIndex();
    if (at < 0 || at >= static_cast<int>(m_files.size()))
        return;
    const ExportFile& file = m_files.at(static_cast<std::size_t>(at));
    m_rights->setText(scriptRights(file) + QStringLiteral(". ") + notVerified());
    m_view->showText(exactFromUtf8(file.text), ScriptView::Kind::PowerShell,
                     m_shownMachine == m_machine && m_shownFile == at);
    m_shownMachine = m_machine;
    m_shownFile = at;
}

void ScriptPage::say(const QString& strong, const QString& caption)
{
    m_strong->setText(strong);
    m_caption->setText(caption);
    m_pages->setCurrentIndex(1);
}

}  // namespace hopwright::ui
