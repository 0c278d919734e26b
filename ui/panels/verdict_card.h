#pragma once

#include "ui/panels/floating_card.h"
#include "ui/text/run_text.h"
#include "ui/theme/marks.h"

#include <optional>

class QBoxLayout;
class QToolButton;

namespace hopwright::ui {

/// What came out of a test, and the ways out, safest first; after a pass, what it costs. A real widget over the canvas:
/// the window places it, and its pointer, which leads to its hop. Esc closes it. A way out that nothing in the drawing sets is
/// explained beside it, by a click.
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
    /// Which edge has the pointer.
    enum class Pointer { None, Up, Down };
    /// \p offset: of its tip from the left edge. Changes neither size nor place.
    void setPointer(Pointer pointer, int offset);
    static constexpr int pointerSize = 8;

signals:
    void closed();
    void takeWayOut(hopwright::plan::WayOutKind kind, hopwright::model::HopId hop);
    void copyForTicket();
    void undoApplied();
    void sizeChanged();  ///< Something is explained, or no more: fit() it anew.

protected:
    void keyPressEvent(QKeyEvent* event) override;
    QPainterPath outline() const override;
    void paintBody(QPainter& painter) const override;

private:
    void rebuild();
    QWidget* makeFindings();
    QWidget* makeWaysOut();
    QWidget* makeWayOut(const VerdictWayOut& way, QWidget* parent);
    QWidget* makeExplained(const VerdictWayOut& way, QWidget* parent);
    const VerdictWayOut* explainedWay() const;
    QString knownText() const;
    void explain(plan::WayOutKind kind);
    QWidget* makeText(const QString& headline, const QString& text, Mark mark);
    QWidget* makeRight();
    QWidget* makeFoot();
    QWidget* makeShort();
    QWidget* makeWaysButton(QWidget* parent);
    QToolButton* makeClose(QWidget* parent) const;
    void take(const VerdictWayOut& wayOut);

    Verdict m_verdict;
    Pointer m_pointer = Pointer::None;
    int m_pointerAt = 0;
    std::optional<plan::WayOutKind> m_explained = {};  ///< Which way out.
    int m_machines = 0;
    QWidget* m_content = nullptr;
    QWidget* m_short = nullptr;
    QBoxLayout* m_halves = nullptr;
    QWidget* m_right = nullptr;
    QWidget* m_foot = nullptr;
};

}  // namespace hopwright::ui
