#pragma once

#include "ui/panels/floating_card.h"
#include "ui/text/run_text.h"
#include "ui/theme/marks.h"

class QBoxLayout;
class QToolButton;

namespace hopwright::ui {

/// What came out of a test, and the ways out, safest first; after a pass, what it costs. A real widget over the canvas:
/// the window places it. Esc closes it.
class VerdictCard : public FloatingCard {
    Q_OBJECT

public:
    explicit VerdictCard(QWidget* parent = nullptr);

    /// \p machines is how many machines Undo would change back; 0: no such button.
    void setVerdict(const Verdict& verdict, int machines = 0);
    const Verdict& verdict() const { return m_verdict; }
    /// 560 to 846 wide, as high as its texts need; where it is narrow the halves stand one below the other. In less \p room
    /// than that its short form: the ways out in a menu.
    void fit(QSize room);
    bool isShort() const;

signals:
    void closed();
    void takeWayOut(hopwright::plan::WayOutKind kind, hopwright::model::HopId hop);
    void copyForTicket();
    void undoApplied();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintBody(QPainter& painter) const override;

private:
    void rebuild();
    QWidget* makeFindings();
    QWidget* makeWaysOut();
    QWidget* makeText(const QString& headline, const QString& text, Mark mark);
    QWidget* makeRight();
    QWidget* makeFoot();
    QWidget* makeShort();
    QWidget* makeWaysButton(QWidget* parent);
    QToolButton* makeClose(QWidget* parent) const;
    void take(const VerdictWayOut& wayOut);

    Verdict m_verdict;
    int m_machines = 0;
    QWidget* m_content = nullptr;
    QWidget* m_short = nullptr;
    QBoxLayout* m_halves = nullptr;
    QWidget* m_right = nullptr;
    QWidget* m_foot = nullptr;
};

}  // namespace hopwright::ui
