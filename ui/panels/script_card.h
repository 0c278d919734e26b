#pragma once

#include "ui/panels/floating_card.h"
#include "ui/text/script_text.h"

#include <QString>

class QVBoxLayout;

namespace hopwright::ui {

/// The lines of a pasted script that will be denied, each with its chain and with what to write in its place.
class ScriptCard : public FloatingCard {
    Q_OBJECT

public:
    explicit ScriptCard(QWidget* parent = nullptr);

    /// More lines than these are counted, not shown: each is several widgets.
    static constexpr std::size_t mostLines = 100;

    void setReading(const scriptread::ScriptReading& reading);
    int heightFor(int width) const;

signals:
    void copy(const QString& text);

protected:
    void wheelEvent(QWheelEvent* event) override;

private:
    QWidget* makeLine(const ScriptLineText& line);

    QWidget* m_content = nullptr;
};

}  // namespace hopwright::ui
