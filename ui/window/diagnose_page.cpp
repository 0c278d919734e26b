#include "ui/window/diagnose_page.h"

#include "ui/canvas/graph_view.h"
#include "ui/document/clock.h"
#include "ui/panels/diagnose_pane.h"
#include "ui/panels/diagnosis_card.h"
#include "ui/panels/ink_label.h"
#include "ui/panels/script_card.h"
#include "ui/panels/ticket_edit.h"
#include "ui/text/diagnosis_text.h"
#include "ui/text/error_text.h"
#include "ui/text/understood_text.h"
#include "ui/text/words.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QMimeData>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace hopwright::ui {

namespace {

constexpr int paneWidth = 474;
constexpr int paneWidthMin = 320;
constexpr int viewHeightMin = 176;
constexpr int cardMargin = 16;
constexpr int emptyWidth = 520;
/// What the card lies on: as the canvas above it.
class Ground : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter(this).fillRect(rect(), ink(Ink::Canvas, palette()));
    }
};

constexpr int pauseMs = 30;  ///< What is typed within one such time is read once.

}  // namespace

DiagnosePage::DiagnosePage(QWidget* parent)
    : QWidget(parent),
      m_now(nowUtc()),
      m_pane(new DiagnosePane),
      m_halves(new QSplitter(Qt::Horizontal, this)),
      m_right(new QStackedWidget(m_halves)),
      m_view(new GraphView),
      m_scroll(new QScrollArea),
      m_ground(new Ground),
      m_card(new DiagnosisCard(m_ground)),
      m_script(new ScriptCard(m_ground))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_halves);
    m_pane->setMinimumWidth(paneWidthMin);
    m_halves->insertWidget(0, m_pane);
    m_halves->addWidget(m_right);
    m_halves->setChildrenCollapsible(false);
    m_halves->setStretchFactor(0, 0);
    m_halves->setStretchFactor(1, 1);
    m_halves->setSizes({paneWidth, 3 * paneWidth});

    makeEmpty();
    makeAnswer();

    m_timer.setSingleShot(true);
    m_timer.setInterval(pauseMs);
    connect(&m_timer, &QTimer::timeout, this, &DiagnosePage::start);
    connect(m_pane, &DiagnosePane::changed, this, &DiagnosePage::textChanged);
    connect(m_pane, &DiagnosePane::pasteAgain, this, [this] { pasteClipboard(); });
    connect(m_pane, &DiagnosePane::filesGiven, this, &DiagnosePage::filesGiven);
    connect(m_pane, &DiagnosePane::keepAsDrawing, this, &DiagnosePage::keepAsDrawing);
    connect(&m_diagnoser, &Diagnoser::done, this, &DiagnosePage::showAnswer);
    connect(m_card, &DiagnosisCard::copy, this, &DiagnosePage::copy);
    connect(m_script, &ScriptCard::copy, this, &DiagnosePage::copy);
    connect(m_card, &DiagnosisCard::testIt, this, &DiagnosePage::testIt);
    setFocusProxy(m_pane);
}

/// What the right half will hold, while the box is empty or nothing was understood.
void DiagnosePage::makeEmpty()
{
    auto* empty = new QWidget(m_right);
    auto* middle = new QVBoxLayout(empty);
    middle->setContentsMargins(24, 24, 24, 24);
    middle->addStretch(1);
    for (QLabel* label :
         {wrapped(Text::tr("Which hop, and why"), FontRole::Title, Ink::Text, empty),
          wrapped(Text::tr("What the text says of machines and of what went wrong is drawn here as "
                           "you paste, with the cause, the check that makes it sure, and the fix."),
                  FontRole::Body, Ink::TextSecondary, empty)}) {
        label->setAlignment(Qt::AlignHCenter);
        label->setMaximumWidth(emptyWidth);
        auto* row = new QHBoxLayout;
        row->addStretch(1);
        row->addWidget(label, 100);
        row->addStretch(1);
        middle->addLayout(row);
    }
    middle->addStretch(2);
    m_right->addWidget(empty);
}

/// The drawing above the cards.
void DiagnosePage::makeAnswer()
{
    auto* answer = new QSplitter(Qt::Vertical, m_right);
    answer->setChildrenCollapsible(false);
    m_view->setReadOnly(true);
    m_view->setAccessibleName(Text::tr("Drawing of what the text says"));
    m_view->setMinimumHeight(viewHeightMin);
    m_view->setDocument(&m_document);
    m_view->viewport()->installEventFilter(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(m_ground);
    m_scroll->setWidgetResizable(false);
    m_scroll->setBackgroundRole(QPalette::Window);
    m_scroll->viewport()->installEventFilter(this);
    connect(m_scroll->verticalScrollBar(), &QScrollBar::valueChanged, this,
            &DiagnosePage::placeButtons);
    answer->addWidget(m_view);
    answer->addWidget(m_scroll);
    answer->setStretchFactor(0, 2);
    answer->setStretchFactor(1, 3);
    answer->setSizes({220, 520});
    m_right->addWidget(answer);
}

DiagnosePage::~DiagnosePage()
{
    m_view->setDocument(nullptr);
}

std::vector<QWidget*> DiagnosePage::panes() const
{
    return {&m_pane->text(), m_view, m_card, m_script};
}

bool DiagnosePage::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && watched == m_view->viewport()) {
        m_view->fit();
    } else if (event->type() == QEvent::Resize) {
        placeCard();
    }
    return QWidget::eventFilter(watched, event);
}

void DiagnosePage::setText(const QString& text, int blanked)
{
    m_pane->forgetAnswers();
    m_pane->text().setText(text, blanked);
    m_timer.stop();
    start();
}

void DiagnosePage::pasteClipboard()
{
    const QMimeData* const content = QApplication::clipboard()->mimeData();
    if (content == nullptr || !(content->hasText() || content->hasUrls()))
        return;
    m_pane->text().setContent(*content);
    m_timer.stop();
    start();
}

bool DiagnosePage::hasClipboard() const
{
    const QMimeData* const content = QApplication::clipboard()->mimeData();
    if (content == nullptr || content->hasUrls() || !content->hasText())
        return false;
    const QString text = content->text();
    return text == m_copied || m_pane->text().holds(text);
}

bool DiagnosePage::isEmpty() const
{
    return m_pane->text().document()->isEmpty();
}

void DiagnosePage::textChanged()
{
    m_timer.start();
}

void DiagnosePage::start()
{
    m_diagnoser.start(m_pane->text().wholeText(), m_pane->answers());
    m_pane->showWorking(m_diagnoser.isBusy());
    m_right->setEnabled(!m_diagnoser.isBusy());  // What stands there is of another text.
    if (m_diagnoser.isBusy())
        emit diagnosed();
}

void DiagnosePage::showAnswer(const Diagnoser::Answer& answer)
{
    if (m_timer.isActive())  // It is of a text that has changed since; its own answer comes.
        return;
    m_found = answer;
    m_right->setEnabled(true);
    m_pane->setDiagnosis(diagnosis());
    m_script->setReading(m_found->script);
    showDrawing();
    m_right->setCurrentIndex(diagnosis().isUnderstood() || !diagnosis().chain.empty() ? 1 : 0);
    placeCard();
    emit diagnosed();
}

void DiagnosePage::showDrawing()
{
    auto drawing = diagnose::drawingOf(diagnosis(), m_now);
    if (!drawing) {
        m_pane->showRefusal(oneLine(errorText(drawing.error(), Text::tr("That was not taken"))));
        drawing = diagnose::SaidDrawing();
    }
    m_drawing = *std::move(drawing);
    CanvasRemarks remarks;
    std::map<model::HopId, plan::HopPrediction> said;
    for (const auto& [id, by] : m_drawing.machines) {
        remarks.machines[id] = {.second = namedByText(by),
                                .isDashed = by != diagnose::NamedBy::Answer};
    }
    for (const diagnose::SaidDrawing::Hop& each : m_drawing.hops) {
        remarks.words[each.id] = saidText(each);
        said.insert_or_assign(
            each.id,
            plan::HopPrediction{.hop = each.id, .outcome = each.said, .reached = each.reached});
    }
    if (m_document.graph() != m_drawing.graph)
        m_document.replace(m_drawing.graph);
    const plan::Plan plan = plan::makePlan(m_drawing.graph);
    m_card->setDiagnosis(diagnosis(), fixTexts(diagnosis(), m_drawing, plan), canTest());
    m_view->setPlan(plan, said);
    m_view->setRemarks(remarks);
    m_view->setVisible(!m_drawing.machines.empty());
    m_view->setSelection(m_drawing.failing ? selectionOf(*m_drawing.failing) : CanvasSelection());
}

void DiagnosePage::placeCard()
{
    const int room = m_scroll->viewport()->width() - 2 * cardMargin;
    constexpr int widest = 900;
    const int width = std::clamp(room, 320, widest);
    const bool isError = diagnosis().isUnderstood();
    const int height = isError ? m_card->heightFor(width) : m_script->heightFor(width);
    m_card->setVisible(isError);
    m_script->setVisible(!isError && !m_found->script.isEmpty());
    for (QWidget* each : std::initializer_list<QWidget*>{m_card, m_script})
        each->setGeometry(cardMargin, cardMargin, width, height);
    m_ground->resize(std::max(width + 2 * cardMargin, m_scroll->viewport()->width()),
                     std::max(height + 2 * cardMargin, m_scroll->viewport()->height()));
    placeButtons();
}

/// They are what one came for: in view wherever the card is scrolled to.
void DiagnosePage::placeButtons()
{
    const QWidget& seen = *m_scroll->viewport();
    m_card->keepButtonsAbove(m_card->mapFrom(&seen, QPoint(0, seen.height())).y());
}

void DiagnosePage::copy(const QString& text)
{
    QApplication::clipboard()->setText(text);
    m_copied = text;
    emit copied();
}

void DiagnosePage::copyTicket()
{
    if (const QString text = ticket(); !text.isEmpty())
        copy(text);
}

QString DiagnosePage::title() const
{
    return ticketTitle(diagnosis());
}

QString DiagnosePage::ticket() const
{
    return diagnosis().isUnderstood() && !isWorking() ? ticketText(diagnosis(), TicketForm::Plain)
                                                      : QString();
}

bool DiagnosePage::canTest() const
{
    return !m_drawing.graph.routes.empty() && !isWorking();
}

}  // namespace hopwright::ui
