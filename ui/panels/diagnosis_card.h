#pragma once

#include "core/diagnose/diagnosis.h"
#include "ui/panels/floating_card.h"
#include "ui/text/understood_text.h"

#include <QString>

#include <vector>

class QBoxLayout;
class QGridLayout;
class QVBoxLayout;

namespace hopwright::ui {

/// What a pasted text means (mockup 07): which hop stops and how sure that is, what else it can be, the check that tells these
/// apart, what cures it and who can do that; to copy for the ticket, and to test in the practice lab.
class DiagnosisCard : public FloatingCard {
    Q_OBJECT

public:
    explicit DiagnosisCard(QWidget* parent = nullptr);

    /// \p canTest: its drawing has a route.
    void setDiagnosis(const diagnose::Diagnosis& diagnosis, const std::vector<FixText>& fixes,
                      bool canTest);
    /// As wide as the room, up to verdictWidth; where that is narrow the halves stand one below the other.
    int heightFor(int width);
    /// Its buttons stand at its lower edge, or, where that lies below \p bottom, there: in a low window too they are seen.
    void keepButtonsAbove(int bottom);

signals:
    /// Put \p text into the clipboard.
    void copy(const QString& text);
    void testIt();

protected:
    void wheelEvent(QWheelEvent* event) override;
    void paintBody(QPainter& painter) const override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeHead(const diagnose::Diagnosis& diagnosis);
    QWidget* makeOthers(const diagnose::Diagnosis& diagnosis);
    QWidget* makeCheck(const diagnose::Diagnosis& diagnosis);
    QWidget* makeFixes(const std::vector<FixText>& fixes);
    QWidget* makeFoot(const diagnose::Diagnosis& diagnosis, bool canTest);
    int footHeight(int width) const;
    void placeFoot();

    QWidget* m_content = nullptr;
    QBoxLayout* m_halves = nullptr;
    QGridLayout* m_head = nullptr;
    QWidget* m_chips = nullptr;
    QWidget* m_right = nullptr;
    QWidget* m_foot = nullptr;
    int m_footBottom = QWIDGETSIZE_MAX;  ///< What keepButtonsAbove() was told.
    std::vector<QWidget*> m_lines = {};  ///< Parts with a line above.
};

}  // namespace hopwright::ui
