#pragma once

#include "ui/panels/floating_card.h"

namespace hopwright::ui {

/// What seals and lines mean. Its size is its size hint; the window places it bottom left.
class Legend : public FloatingCard {
    Q_OBJECT

public:
    explicit Legend(QWidget* parent = nullptr);

signals:
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;
};

}  // namespace hopwright::ui
