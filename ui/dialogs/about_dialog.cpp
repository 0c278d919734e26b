#include "ui/dialogs/about_dialog.h"

#include "core/crypto/library_version.h"
#include "ui/panels/ink_label.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QSysInfo>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <array>

namespace hopwright::ui {

namespace {

constexpr int dialogWidth = 560;
constexpr int iconSide = 64;
constexpr int dialogHeight =
    560;  ///< Less than the smallest window; lists scroll where text is larger.
constexpr int leastLines = 4;

constexpr std::array partTable{
    Part{.name = "Qt",
         .purpose = QT_TRANSLATE_NOOP("hopwright", "window, network and settings"),
         .licence = "LGPL-3.0-only"},
    Part{.name = "QScintilla",
         .purpose = QT_TRANSLATE_NOOP("hopwright", "view of scripts"),
         .licence = "GPL-3.0-only"},
    Part{.name = "OpenSSL",
         .purpose = QT_TRANSLATE_NOOP("hopwright", "TLS, digests and certificates"),
         .licence = "Apache-2.0"},
    Part{.name = "pugixml",
         .purpose = QT_TRANSLATE_NOOP("hopwright", "reading XML"),
         .licence = "MIT"},
    Part{.name = "nlohmann/json",
         .purpose = QT_TRANSLATE_NOOP("hopwright", "reading and writing JSON"),
         .licence = "MIT"},
    Part{.name = "CLI11",
         .purpose = QT_TRANSLATE_NOOP("hopwright", "arguments of hopwright-cli"),
         .licence = "BSD-3-Clause"},
};

/// "1920 × 1080 at 100 %, 2560 × 1440 at 150 %"
QString screensText()
{
    QStringList out;
    for (const QScreen* each : QGuiApplication::screens()) {
        const QSize size = each->size() * each->devicePixelRatio();
        out.append(filled(Text::tr("%1 × %2 at %3 %"),
                          {QString::number(size.width()), QString::number(size.height()),
                           QString::number(qRound(each->devicePixelRatio() * 100))}));
    }
    return out.join(QStringLiteral(", "));
}

}  // namespace

std::span<const Part> parts()
{
    return partTable;
}

QString systemFacts()
{
    const QStringList lines{
        filled(Text::tr("Hopwright: %1"), {QStringLiteral(HOPWRIGHT_VERSION)}),
        filled(Text::tr("Qt: %1, built with %2, %3"),
               {QLatin1String(qVersion()), QStringLiteral(QT_VERSION_STR),
                QGuiApplication::platformName()}),
        filled(Text::tr("Cryptography: %1"), {fromUtf8(crypto::libraryVersion())}),
        filled(Text::tr("System: %1"), {QSysInfo::prettyProductName()}),
        filled(Text::tr("Kernel: %1 %2, %3"), {QSysInfo::kernelType(), QSysInfo::kernelVersion(),
                                               QSysInfo::currentCpuArchitecture()}),
        filled(Text::tr("Screens: %1"), {screensText()}),
        filled(Text::tr("Language: %1"), {QLocale::system().name()}),
    };
    return lines.join(u'\n');
}

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent), m_facts(new QPlainTextEdit(this))
{
    setWindowTitle(Text::tr("About Hopwright"));
    setModal(true);
    auto* column = new QVBoxLayout(this);
    column->addStrut(dialogWidth);
    column->setContentsMargins(2 * Size::grid, 2 * Size::grid, 2 * Size::grid, 12);
    column->setSpacing(Size::grid);
    QWidget* head = makeHead();
    // A layout asks text that wraps for its height only when there is room for more.
    head->setMinimumHeight(head->heightForWidth(dialogWidth - 4 * Size::grid));
    column->addWidget(head);
    column->addWidget(new InkLabel(Text::tr("Made with"), FontRole::Strong, Ink::Text, this));
    column->addWidget(makeParts(), 1);
    auto* system =
        new InkLabel(Text::tr("For a report of a fault"), FontRole::Strong, Ink::Text, this);
    column->addWidget(system);
    m_facts->setReadOnly(true);
    m_facts->setTabChangesFocus(true);
    m_facts->setPlainText(systemFacts());
    m_facts->setAccessibleName(system->text());
    m_facts->setMinimumHeight(m_facts->fontMetrics().lineSpacing() * leastLines);
    system->setBuddy(m_facts);
    column->addWidget(m_facts, 1);
    auto* buttons = new QDialogButtonBox(this);
    auto* close = buttons->addButton(Text::tr("Close"), QDialogButtonBox::RejectRole);
    auto* copy = buttons->addButton(Text::tr("Copy"), QDialogButtonBox::ActionRole);
    copy->setToolTip(Text::tr("Copy these facts as text"));
    close->setDefault(true);
    connect(copy, &QPushButton::clicked, this,
            [] { QApplication::clipboard()->setText(systemFacts()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    close->setFocus();
    resize(dialogWidth, dialogHeight);
}

QWidget* AboutDialog::makeHead()
{
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * Size::grid);
    auto* picture = new QLabel(head);
    picture->setPixmap(programIcon().pixmap(iconSide));
    row->addWidget(picture, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout;
    column->setSpacing(Size::half);
    column->addWidget(wrapped(filled(Text::tr("Hopwright %1"), {QStringLiteral(HOPWRIGHT_VERSION)}),
                              FontRole::Verdict, Ink::Text, head));
    column->addWidget(
        wrapped(Text::tr("Draws PowerShell remoting chains, says what each machine needs, and "
                         "tests them over WinRM."),
                FontRole::Body, Ink::Text, head));
    column->addWidget(
        wrapped(filled(Text::tr("Licence: %1. What it generates belongs to its user."),
                       {QStringLiteral("GPL-3.0-or-later")}),
                FontRole::Body, Ink::TextSecondary, head));
    row->addLayout(column, 1);
    return head;
}

QWidget* AboutDialog::makeParts()
{
    auto* tree = new QTreeWidget(this);
    tree->setColumnCount(3);
    tree->setHeaderLabels({Text::tr("Part"), Text::tr("For"), Text::tr("Licence")});
    tree->setAccessibleName(Text::tr("Made with"));
    tree->setRootIsDecorated(false);
    tree->setItemsExpandable(false);
    for (const Part& each : parts()) {
        new QTreeWidgetItem(
            tree, {QLatin1String(each.name), Text::tr(each.purpose), QLatin1String(each.licence)});
    }
    tree->setCurrentItem(tree->topLevelItem(0));
    for (int column = 0; column < tree->columnCount(); ++column)
        tree->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    tree->setMinimumHeight(tree->sizeHintForRow(0) * leastLines);
    return tree;
}

}  // namespace hopwright::ui
