#pragma once

#include "core/base/shared.h"
#include "core/diagnose/diagnosis.h"
#include "core/diagnose/drawing.h"
#include "core/plan/plan.h"
#include "ui/document/graph_document.h"
#include "ui/window/diagnoser.h"

#include <QStringList>
#include <QTimer>
#include <QWidget>

#include <vector>

class QLabel;
class QScrollArea;
class QSplitter;
class QStackedWidget;

namespace hopwright::ui {

class DiagnosePane;
class DiagnosisCard;
class ScriptCard;
class GraphView;

/// *Diagnose* (mockup 07): a pasted text at the left, and at the right the chain that it tells of and what it means. The drawing
/// here is only looked at; what becomes of it is decided by who hears the signals. Nothing is kept.
class DiagnosePage : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DiagnosePage)

public:
    explicit DiagnosePage(QWidget* parent = nullptr);
    ~DiagnosePage() override;

    DiagnosePane& pane() const { return *m_pane; }
    GraphView& view() const { return *m_view; }
    /// What F6 goes through.
    std::vector<QWidget*> panes() const;

    /// \p text takes the place of what stands in the box. Secrets are blanked; \p blanked of them were before.
    void setText(const QString& text, int blanked = 0);
    /// The same with what is in the clipboard; nothing, where that is no text and no file.
    void pasteClipboard();
    /// Whether the clipboard has nothing new: what was taken from it last, what stands in the box, or what was copied from here.
    bool hasClipboard() const;
    bool isEmpty() const;
    bool isWorking() const { return m_diagnoser.isBusy(); }
    const diagnose::Diagnosis& diagnosis() const { return m_found->diagnosis; }
    const diagnose::SaidDrawing& drawing() const { return m_drawing; }
    /// For a tab or a title: "Ticket 48213".
    QString title() const;
    /// For *Copy for ticket*; empty: nothing was understood.
    QString ticket() const;
    /// Puts it into the clipboard.
    void copyTicket();
    bool canTest() const;

signals:
    void diagnosed();  ///< Something else is shown.
    void copied();     ///< Into the clipboard.
    void keepAsDrawing();
    void testIt();
    void filesGiven(const QStringList& paths);  ///< Copied ones were pasted: to be read, not here.

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeEmpty();
    void makeAnswer();
    void textChanged();
    void start();
    void showAnswer(const Diagnoser::Answer& answer);
    void showDrawing();
    void placeCard();
    void placeButtons();
    void copy(const QString& text);

    Diagnoser m_diagnoser;
    QTimer m_timer;
    Diagnoser::Answer m_found = std::make_shared<const Diagnoser::Found>();
    diagnose::SaidDrawing m_drawing = {};
    std::string m_now;  ///< Of all that is drawn here.
    QString m_copied;   ///< From here, last.
    GraphDocument m_document;
    DiagnosePane* m_pane;
    QSplitter* m_halves;
    QStackedWidget* m_right;
    GraphView* m_view;
    QScrollArea* m_scroll;
    QWidget* m_ground;
    DiagnosisCard* m_card;
    ScriptCard* m_script;
};

}  // namespace hopwright::ui
